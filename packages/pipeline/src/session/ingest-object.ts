import type { Ports } from '@bellwether/ports';
import { changedTemplatesOnly } from '../commit/changed-templates.ts';
import type { CommitPorts } from '../commit/commit-ports.ts';
import type { FastPath } from './fast-path.ts';
import { objectBatches, versionOf, type LogObject, type ObjectLimits } from '../source/object.ts';
import { openIngestion, type IngestParts, type IngestResult } from './ingestion.ts';

/** Takes one object after another through the whole core. */
export type IngestObject = (object: LogObject) => Promise<IngestResult | 'vanished'>;

/** What the ingestion of objects is made with. */
export interface ObjectIngestParts extends Omit<IngestParts, 'ownLogGroupPrefixes'> {
  readonly limits: ObjectLimits;
}

/**
 * Builds the ingestion of objects of a process. An object is a shard of its own and its records' ordinals are the sequence, so
 * that an object given again, whole or broken off anywhere, adds nothing that was added.
 *
 * @returns `vanished` when the object is no longer there, or has other content now: that has a notice of its own
 * @throws PortError of the first effect that failed, or of the reading
 */
export const createObjectIngest = (
  ports: CommitPorts & Pick<Ports, 'objects'>,
  parts: ObjectIngestParts,
  fastPath?: FastPath,
): IngestObject => {
  const templates = changedTemplatesOnly(ports.templates, ports.clock);
  // The object itself stays in its bucket: where the archive keeps payloads, nobody keeps the events.
  const keeps = parts.archive.kind === 'payload' ? 'evidence' : 'events';
  const ingestion = openIngestion({ ...ports, templates }, { ...parts, keeps, ownLogGroupPrefixes: [] }, fastPath);
  return async (object) => {
    const opened = await ports.objects.open(object.bucket, object.key, versionOf(object));
    if (opened === 'not_found') return 'vanished';
    const declaredDataset = parts.declaredDatasets?.ofBucket(object.bucket);
    // Ids count only in a declared bucket, and the fast path compares them.
    return ingestion.take(({ openFastPath }) =>
      objectBatches(ports, object, opened, {
        limits: parts.limits,
        ...(declaredDataset === undefined ? {} : { declaredDataset }),
        ...(declaredDataset === 'cloudtrail' && openFastPath !== undefined ? { openFastPath } : {}),
      }),
    );
  };
};
