import { readLakePath, splitPayloads, type LakeObject } from '@bellwether/lake';
import { hourMs } from '@bellwether/log-model';
import type { ReplayDelivery } from './replay-delivery.ts';

/** A span of event time, half-open, epoch milliseconds UTC, and the one source to replay where it is said. */
export interface ArchiveRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly dataset?: string;
}

/** Hours before a range in which a record may be filed that contains events of it: a log delivery spans a day at most. */
const hoursBefore = 24;

/** Whether an object of the lake may contain events of the range, by its path. */
export const mayHold = (object: LakeObject, { fromMs, toMs, dataset }: ArchiveRange): boolean => {
  const reachMs = object.kind === 'payloads' ? hoursBefore * hourMs : 0;
  const isInTime = object.hourMs < toMs && object.hourMs + hourMs + reachMs > fromMs;
  return isInTime && (dataset === undefined || object.dataset === dataset || object.dataset === 'mixed');
};

/** The path as the lake has it, also for records that were set aside after compaction. */
export const archivedAt = (path: string): LakeObject | undefined => {
  const object = readLakePath(path.replace(/^payloads-kept\//, 'payloads/'));
  return object && { ...object, path };
};

/**
 * The raw records of an object of payloads, under the shard and sequence they first had: what was counted of them is
 * left out by the counters they went to, and counted anew where those are empty.
 *
 * @returns undefined when the object is damaged
 */
export const archivedDeliveries = (object: LakeObject, bytes: Uint8Array): readonly ReplayDelivery[] | undefined => {
  const { payloads, isWhole } = splitPayloads(bytes);
  if (!isWhole || object.records === undefined) return undefined;
  const { shard } = object.records;
  const records = payloads.map(({ bytes: data, ...position }) => ({ ...position, data }));
  return [{ path: object.path, batch: { shard, records } }];
};
