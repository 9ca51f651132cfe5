import { fileLake, fileQuarantine, stateLayout } from '@bellwether/local-adapters';
import { openBucket } from './open-aws.ts';
import type { ReplaySource } from './replay-source.ts';

const bucketPattern = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?$/;

const trailPattern = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/;

/**
 * Bucket and prefix that an address of a trail's files names.
 *
 * @throws RangeError for an address that does not name a bucket
 */
export const trailOf = (address: string): { readonly bucket: string; readonly prefix: string } => {
  const [, bucket, prefix = ''] = trailPattern.exec(address) ?? [];
  if (bucket === undefined) throw new RangeError(`${address} does not name a trail's files: write s3://name/AWSLogs/.`);
  return { bucket, prefix };
};

/** The bucket that an address names; undefined for a folder and for none. */
export const bucketOf = (lake: string | undefined): string | undefined => bucketPattern.exec(lake ?? '')?.[1];

/**
 * Opens a lake: a bucket (`s3://name`), a folder that is laid out like one, or, when none is named, a state folder.
 *
 * @throws RangeError for an address that does not name a bucket
 */
export const openReplaySource = async (lake: string | undefined, stateDirectory: string): Promise<ReplaySource> => {
  if (lake === undefined) {
    const layout = stateLayout(stateDirectory);
    return { lake: fileLake(layout.archive), quarantine: fileQuarantine(layout.quarantine) };
  }
  if (!lake.startsWith('s3:')) return { lake: fileLake(lake), quarantine: fileQuarantine(`${lake}/quarantine`) };
  const bucket = bucketOf(lake);
  if (bucket === undefined) throw new RangeError(`${lake} is not a bucket: write s3://name.`);
  return openBucket(bucket);
};
