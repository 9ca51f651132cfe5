import type { Dataset, UnderstoodEvent } from '@bellwether/log-model';
import type { BatchPayload } from '../commit/batch-payload.ts';
import type { ShardBatch } from './shard-batch.ts';
import { isAggregate, readAggregate } from './kpl/read-aggregate.ts';

/** What is known of one record's events. */
interface Seen {
  events: number;
  firstMs: number;
  lastMs: number;
  readonly datasets: Map<Dataset, number>;
}

const seenOf = (events: readonly UnderstoodEvent[]): ReadonlyMap<string, Seen> => {
  const seen = new Map<string, Seen>();
  for (const { sequence, event } of events) {
    const { timestampMs, dataset } = event;
    let one = seen.get(sequence);
    if (!one) seen.set(sequence, (one = { events: 0, firstMs: timestampMs, lastMs: timestampMs, datasets: new Map() }));
    one.events += 1;
    one.firstMs = Math.min(one.firstMs, timestampMs);
    one.lastMs = Math.max(one.lastMs, timestampMs);
    one.datasets.set(dataset, (one.datasets.get(dataset) ?? 0) + 1);
  }
  return seen;
};

const maxSeen = (datasets: ReadonlyMap<Dataset, number>): Dataset =>
  [...datasets].reduce((most, one) => (one[1] > most[1] ? one : most), ['application', 0] as const)[0];

/**
 * The raw records of a batch whose events were read. An aggregate is taken apart, so that each line of the archive is
 * one record; all of it is filed by the times of its events together.
 */
export const payloadsOf = (batch: ShardBatch, events: readonly UnderstoodEvent[]): readonly BatchPayload[] => {
  const seen = seenOf(events);
  return batch.records.flatMap(({ sequence, arrivalMs, data, userRecord }): readonly BatchPayload[] => {
    const one = seen.get(sequence);
    if (one === undefined) return [];
    const { firstMs, lastMs } = one;
    const position = { sequence, arrivalMs, dataset: maxSeen(one.datasets), firstMs, lastMs };
    const numbered = userRecord === undefined ? {} : { userRecord };
    const aggregate = userRecord === undefined && isAggregate(data) ? readAggregate(data) : undefined;
    if (aggregate?.kind !== 'aggregate') return [{ ...position, ...numbered, events: one.events, bytes: data }];
    const share = Math.max(1, Math.round(one.events / aggregate.userRecords.length));
    return aggregate.userRecords.map((bytes, userRecord) => ({ ...position, userRecord, events: share, bytes }));
  });
};
