import {
  describeReadFailure,
  type LineForms,
  openStream,
  type ReadFailure,
  type ReadRecord,
  type RecordPlace,
  type StreamOutcome,
} from '@bellwether/log-model';
import type { QuarantinedRecord } from '@bellwether/ports';
import type { LineGroup, ShardBatch } from './batch.ts';
import { type OpenedRecord, openRecord } from './open-record.ts';
import { createSeenIds } from './seen-ids.ts';
import { type Tally, TallyCounter } from './tally.ts';

export interface ReadOptions {
  /** Log groups whose name begins with one of these are our own and are dropped, so that Bellwether never listens to itself. */
  readonly ownLogGroupPrefixes: readonly string[];
  /** Forms of lines learnt so far, when a process keeps them between batches; without them every line goes to its reader. */
  readonly forms?: LineForms;
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

/** Where the parts of a batch gather while it is read. */
interface Gathering {
  readonly shard: string;
  readonly records: PlacedRecord[];
  readonly tally: TallyCounter;
}

/** Reads the lines of one stream record; a line that cannot be read goes to `refuse`, whole. */
const readLines = (
  group: LineGroup,
  { shard, records, tally }: Gathering,
  refuse: (failure: ReadFailure, text: string, line: number) => void,
  forms?: LineForms,
): void => {
  const { origin, sequence, arrivalMs } = group;
  const stream = openStream(origin, { receivedMs: arrivalMs, ...(forms ? { forms } : {}) });
  const seenIds = createSeenIds();
  const take = ({ ordinal, raw, outcome }: StreamOutcome): void => {
    if (outcome.kind === 'dropped') {
      tally.dropped(outcome.reason);
      return;
    }
    if (outcome.kind === 'failure') {
      tally.unreadable(outcome.failure.code);
      refuse(outcome.failure, raw.text, ordinal);
      return;
    }
    const id = raw.id || outcome.record.id;
    if (id && seenIds.isKnown(id)) {
      tally.dropped('duplicate');
      return;
    }
    tally.classified();
    const fallbackId = raw.id || `${shard}/${nameOf(group)}/${ordinal}`;
    const place = { origin, sequence, arrivalMs: raw.timestampMs ?? arrivalMs, fallbackId };
    records.push({ record: outcome.record, place });
  };
  for (const [index, line] of group.lines.entries()) for (const outcome of stream.push(line, index)) take(outcome);
  for (const outcome of stream.flush()) take(outcome);
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
      const refuseLine = (failure: ReadFailure, text: string, line: number): void =>
        refuse(failure, origin, `${name}-${line}`, new TextEncoder().encode(text));
      readLines(opened.group, { shard, records, tally }, refuseLine, options.forms);
    }
  };

  for (const record of batch.records) {
    for (const opened of openRecord(record)) take(opened, nameOf({ ...opened, sequence: record.sequence }));
  }
  return { records, quarantined, tally: tally.total() };
};
