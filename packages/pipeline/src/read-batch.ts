import {
  describeReadFailure,
  openStream,
  type ReadFailure,
  type ReadRecord,
  type RecordPlace,
} from '@bellwether/log-model';
import type { QuarantinedRecord } from '@bellwether/ports';
import type { LineGroup, ShardBatch } from './batch.ts';
import { openRecord } from './open-record.ts';
import { type Tally, TallyCounter } from './tally.ts';

export interface ReadOptions {
  /** Log groups whose name begins with one of these are our own and are dropped, so that Bellwether never listens to itself. */
  readonly ownLogGroupPrefixes: readonly string[];
}

/** A record that could be read, and where it stood. */
export interface PlacedRecord {
  readonly record: ReadRecord;
  readonly place: RecordPlace;
}

/** A batch after reading: what was read, what was not, and the account of both. */
export interface ReadBatch {
  readonly records: readonly PlacedRecord[];
  readonly quarantined: readonly QuarantinedRecord[];
  readonly tally: Tally;
}

const quarantinePath = (shard: string, sequence: string, line: number | undefined): string =>
  `quarantine/shard=${shard}/${sequence}${line === undefined ? '' : `-${line}`}`;

/** Reads the lines of one stream record; a line that cannot be read goes to `refuse`, whole. */
const readLines = (
  group: LineGroup,
  shard: string,
  tally: TallyCounter,
  refuse: (failure: ReadFailure, text: string, line: number) => void,
): readonly PlacedRecord[] => {
  const stream = openStream(group.origin, { receivedMs: group.arrivalMs });
  const seenIds = new Set<string>();
  const outcomes = group.lines.flatMap((line, index) => stream.push(line, index)).concat(stream.flush());
  return outcomes.flatMap(({ ordinal, raw, outcome }) => {
    if (outcome.kind === 'dropped') {
      tally.dropped(outcome.reason);
      return [];
    }
    if (outcome.kind === 'failure') {
      tally.unreadable(outcome.failure.code);
      refuse(outcome.failure, raw.text, ordinal);
      return [];
    }
    const id = raw.id || outcome.record.id;
    if (id && seenIds.has(id)) {
      tally.dropped('duplicate');
      return [];
    }
    if (id) seenIds.add(id);
    tally.classified();
    const place = {
      origin: group.origin,
      sequence: group.sequence,
      arrivalMs: raw.timestampMs ?? group.arrivalMs,
      fallbackId: raw.id || `${shard}/${group.sequence}/${ordinal}`,
    };
    return [{ record: outcome.record, place }];
  });
};

/**
 * Reads the records of a shard. Every line ends as a record, in quarantine or dropped with a reason; the tally says how
 * many of each. A stream record that cannot be opened goes to quarantine whole.
 */
export const readBatch = (batch: ShardBatch, options: ReadOptions): ReadBatch => {
  const tally = new TallyCounter();
  const quarantined: QuarantinedRecord[] = [];
  const records: PlacedRecord[] = [];
  const refuse = (
    failure: ReadFailure,
    origin: string,
    sequence: string,
    line: number | undefined,
    bytes: Uint8Array,
  ): void => {
    const path = quarantinePath(batch.shard, sequence, line);
    quarantined.push({ path, reason: failure.code, sentence: describeReadFailure(failure), origin, bytes });
  };
  for (const record of batch.records) {
    const opened = openRecord(record);
    if (opened.kind === 'control') {
      tally.dropped('control_message');
    } else if (opened.kind === 'failure') {
      tally.unreadable(opened.failure.code);
      refuse(opened.failure, batch.shard, record.sequence, undefined, record.data);
    } else if (
      options.ownLogGroupPrefixes.some((prefix) => prefix !== '' && opened.group.origin.logGroup.startsWith(prefix))
    ) {
      tally.dropped('own_logs', opened.group.lines.length);
    } else {
      const { logGroup, logStream } = opened.group.origin;
      if (opened.unreadable > 0) {
        const failure: ReadFailure = { code: 'bad_shape', format: 'cloudwatch-envelope', field: 'logEvents' };
        for (let index = 0; index < opened.unreadable; index += 1) tally.unreadable(failure.code);
        refuse(failure, batch.shard, record.sequence, undefined, record.data);
      }
      const origin = `${batch.shard} ${logGroup} ${logStream}`.trim();
      const placed = readLines(opened.group, batch.shard, tally, (failure, text, line) =>
        refuse(failure, origin, record.sequence, line, new TextEncoder().encode(text)),
      );
      for (const item of placed) records.push(item);
    }
  }
  return { records, quarantined, tally: tally.total() };
};
