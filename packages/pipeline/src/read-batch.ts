import {
  describeReadFailure,
  openStream,
  type ReadFailure,
  type ReadRecord,
  type RecordPlace,
} from '@bellwether/log-model';
import type { QuarantinedRecord } from '@bellwether/ports';
import type { LineGroup, ShardBatch } from './batch.ts';
import { type OpenedRecord, openRecord } from './open-record.ts';
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

/** What a record, and a user record inside it, is called in its shard. */
const nameOf = ({ sequence, userRecord }: { readonly sequence: string; readonly userRecord?: number }): string =>
  userRecord === undefined ? sequence : `${sequence}-u${userRecord}`;

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
      fallbackId: raw.id || `${shard}/${nameOf(group)}/${ordinal}`,
    };
    return [{ record: outcome.record, place }];
  });
};

/**
 * Reads the records of a shard. Every line ends as a record, in quarantine or dropped with a reason; the tally says how
 * many of each. A stream record, or a user record of an aggregate, that cannot be opened goes to quarantine whole.
 */
export const readBatch = (batch: ShardBatch, options: ReadOptions): ReadBatch => {
  const { shard } = batch;
  const tally = new TallyCounter();
  const quarantined: QuarantinedRecord[] = [];
  const records: PlacedRecord[] = [];
  const refuse = (failure: ReadFailure, origin: string, name: string, bytes: Uint8Array): void => {
    const path = `quarantine/shard=${shard}/${name}`;
    quarantined.push({ path, reason: failure.code, sentence: describeReadFailure(failure), origin, bytes });
  };
  const isOwn = ({ origin }: LineGroup): boolean =>
    options.ownLogGroupPrefixes.some((prefix) => prefix !== '' && origin.logGroup.startsWith(prefix));

  const take = (opened: OpenedRecord, name: string): void => {
    if (opened.kind === 'control') {
      tally.dropped('control_message');
    } else if (opened.kind === 'failure') {
      tally.unreadable(opened.failure.code);
      refuse(opened.failure, shard, name, opened.data);
    } else if (isOwn(opened.group)) {
      tally.dropped('own_logs', opened.group.lines.length);
    } else {
      const { logGroup, logStream } = opened.group.origin;
      if (opened.unreadable > 0) {
        const failure: ReadFailure = { code: 'bad_shape', format: 'cloudwatch-envelope', field: 'logEvents' };
        for (let index = 0; index < opened.unreadable; index += 1) tally.unreadable(failure.code);
        refuse(failure, shard, name, opened.data);
      }
      const origin = `${shard} ${logGroup} ${logStream}`.trim();
      const placed = readLines(opened.group, shard, tally, (failure, text, line) =>
        refuse(failure, origin, `${name}-${line}`, new TextEncoder().encode(text)),
      );
      for (const item of placed) records.push(item);
    }
  };

  for (const record of batch.records) {
    for (const opened of openRecord(record)) take(opened, nameOf({ ...opened, sequence: record.sequence }));
  }
  return { records, quarantined, tally: tally.total() };
};
