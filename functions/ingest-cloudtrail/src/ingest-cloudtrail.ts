import { cloudTrailFileKind, describeReadFailure, identify, type ReadFailure } from '@bellwether/log-model';
import {
  addNotes,
  addAccounting,
  addRaised,
  createObjectIngest,
  type FastPath,
  type ObjectIngestParts,
  emptyAccounting,
  noteBacklog,
  noNotes,
  nothingRaised,
  type IngestResult,
  type LogObject,
  type CommitPorts,
} from '@bellwether/pipeline';
import type { Ports } from '@bellwether/ports';
import { readNotice } from './contract.ts';

export interface CloudTrailResult extends IngestResult {
  /** Objects read to their end; integer. */
  readonly objectsRead: number;
  /** Objects that were gone before they could be read; integer. */
  readonly objectsVanished: number;
}

export interface IngestCloudTrailOptions extends ObjectIngestParts {
  /** How known records are counted without being read; the results are the same without it. */
  readonly fastPath: FastPath;
}

type IngestCloudTrailPorts = CommitPorts & Pick<Ports, 'objects'>;

const nothing: CloudTrailResult = {
  accounting: emptyAccounting,
  ...nothingRaised,
  objectsRead: 0,
  objectsVanished: 0,
  ...noNotes,
};

const dropped = (count: number): CloudTrailResult => ({
  ...nothing,
  accounting: count === 0 ? emptyAccounting : { ...emptyAccounting, received: count, dropped: { not_events: count } },
});

const sumOf = (left: CloudTrailResult, right: CloudTrailResult): CloudTrailResult => ({
  accounting: addAccounting(left.accounting, right.accounting),
  ...addRaised(left, right),
  objectsRead: left.objectsRead + right.objectsRead,
  objectsVanished: left.objectsVanished + right.objectsVanished,
  ...addNotes(left, right),
});

/** Digests prove the files' integrity and contain no events; a key that ends with a slash is a folder that a console made. */
const holdsNoEvents = (key: string): boolean => cloudTrailFileKind(key) === 'digest' || key.endsWith('/');

/**
 * Ingests the log files that notices on a queue name, one message at a time. Notices come at least once and in any order;
 * every effect that already happened stays as it is. A file that is gone is counted; one that cannot be read rests in
 * quarantine; neither is tried again.
 *
 * @throws PortError of the first effect that failed, after the message's other files were tried
 */
export const ingestCloudTrail = (
  ports: IngestCloudTrailPorts,
  { fastPath, ...parts }: IngestCloudTrailOptions,
): ((message: { readonly body: string; readonly sentMs: number }) => Promise<CloudTrailResult>) => {
  const ingestObject = createObjectIngest(ports, parts, fastPath);

  const keepMessage = async (body: string, sentMs: number, failure: ReadFailure): Promise<CloudTrailResult> => {
    const shard = `queue-${identify('queue-message', body)}`;
    await ports.quarantine.keep({
      path: `quarantine/shard=${shard}/message`,
      reason: failure.code,
      sentence: describeReadFailure(failure),
      origin: 'queue',
      position: { shard, sequence: '', arrivalMs: sentMs, isNotice: true },
      bytes: Buffer.from(body),
    });
    return { ...nothing, accounting: { ...emptyAccounting, received: 1, unreadable: { [failure.code]: 1 } } };
  };

  const readFile = async (object: LogObject): Promise<CloudTrailResult> => {
    if (holdsNoEvents(object.key)) return dropped(1);
    const result = await ingestObject(object);
    if (result === 'vanished') return { ...nothing, objectsVanished: 1 };
    return { ...nothing, ...result, objectsRead: 1 };
  };

  return async ({ body, sentMs }) => {
    const notice = readNotice(body, sentMs);
    if (notice.kind === 'test') return nothing;
    if (notice.kind === 'failure') return keepMessage(body, sentMs, notice.failure);
    await noteBacklog(ports, 'queue', sentMs);
    const failures: unknown[] = [];
    let result = dropped(notice.others);
    for (const object of notice.objects) {
      try {
        result = sumOf(result, await readFile(object));
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return result;
  };
};
