import {
  describeReadFailure,
  type RawRecord,
  type ReadFailure,
  type ReadRecord,
  type RecordOrigin,
  type RecordPlace,
  type StreamOutcome,
} from '@bellwether/log-model';
import type { QuarantinedRecord, QuarantinePlace } from '@bellwether/ports';
import type { LineGroup } from '../source/shard-batch.ts';
import type { OpenedRecord } from '../source/open-record.ts';
import { AccountingCounter } from './record-accounting.ts';

/** A record that could be read, and where it stood. */
export interface PlacedRecord {
  readonly record: ReadRecord;
  readonly place: RecordPlace;
}

/** Where a group of lines stands in its shard, and who wrote them. */
export type GroupPlace = Omit<LineGroup, 'lines'>;

/** What a record, and a user record inside it, is called in its shard. */
export const nameOf = ({
  sequence,
  userRecord,
}: {
  readonly sequence: string;
  readonly userRecord?: number;
}): string => (userRecord === undefined ? sequence : `${sequence}-u${userRecord}`);

/** What became of every record of a batch: how many ended how, and what rests in quarantine. */
export class BatchAccount {
  readonly shard: string;
  readonly accounting = new AccountingCounter();
  readonly quarantined: QuarantinedRecord[] = [];
  readonly #ownLogGroupPrefixes: readonly string[];

  constructor(shard: string, ownLogGroupPrefixes: readonly string[]) {
    this.shard = shard;
    this.#ownLogGroupPrefixes = ownLogGroupPrefixes.filter((prefix) => prefix !== '');
  }

  /** Drops the lines of a group that are our own; true when they are. */
  dropsOwn({ logGroup }: RecordOrigin, lines: number): boolean {
    const isOwn = this.#ownLogGroupPrefixes.some((prefix) => logGroup.startsWith(prefix));
    if (isOwn) this.accounting.dropped('own_logs', lines);
    return isOwn;
  }

  /** The lines of what was opened; undefined when it holds none to read, or only our own. */
  takeOpened(
    opened: OpenedRecord,
    record: { readonly sequence: string; readonly arrivalMs: number },
  ): LineGroup | undefined {
    const { sequence, arrivalMs } = record;
    const numbered = opened.userRecord === undefined ? {} : { userRecord: opened.userRecord };
    const place: QuarantinePlace = { shard: this.shard, sequence, arrivalMs, ...numbered };
    const name = nameOf({ sequence, ...numbered });
    if (opened.kind === 'control') {
      this.accounting.dropped('control_message');
      return undefined;
    }
    if (opened.kind === 'failure') {
      this.accounting.unreadable(opened.failure.code);
      this.#refuse(opened.failure, this.shard, name, opened.data, place);
      return undefined;
    }
    if (this.dropsOwn(opened.group.origin, opened.group.lines.length)) return undefined;
    if (opened.unreadable > 0) {
      const failure: ReadFailure = { code: 'bad_shape', format: 'cloudwatch-envelope', field: 'logEvents' };
      for (let index = 0; index < opened.unreadable; index += 1) this.accounting.unreadable(failure.code);
      this.#refuse(failure, this.shard, name, opened.data, place);
    }
    return opened.group;
  }

  /**
   * Notes what became of a line; gives it back when it is to be understood. One that cannot be read goes to quarantine, whole.
   *
   * @param isKnown  whether an id came before in the group; absent where none can have
   */
  takeLine(
    group: GroupPlace,
    { ordinal, raw, outcome }: StreamOutcome,
    isKnown?: (id: string) => boolean,
  ): PlacedRecord | undefined {
    const { origin, sequence, arrivalMs } = group;
    if (outcome.kind === 'dropped') {
      this.accounting.dropped(outcome.reason);
      return undefined;
    }
    if (outcome.kind === 'failure') {
      this.accounting.unreadable(outcome.failure.code);
      this.#refuseLine(group, outcome.failure, raw, ordinal);
      return undefined;
    }
    const id = raw.id || outcome.record.id;
    if (id && isKnown?.(id)) {
      this.accounting.dropped('duplicate');
      return undefined;
    }
    this.accounting.classified();
    const fallbackId = raw.id || `${this.shard}/${nameOf(group)}/${ordinal}`;
    return { record: outcome.record, place: { origin, sequence, arrivalMs: raw.timestampMs ?? arrivalMs, fallbackId } };
  }

  #refuseLine(group: GroupPlace, failure: ReadFailure, raw: RawRecord, ordinal: number): void {
    const { origin, sequence, arrivalMs, userRecord } = group;
    const { id, timestampMs } = raw;
    const said = { ...(id ? { id } : {}), ...(timestampMs === undefined ? {} : { timestampMs }) };
    const from = `${this.shard} ${origin.logGroup} ${origin.logStream}`.trim();
    this.#refuse(failure, from, `${nameOf(group)}-${ordinal}`, new TextEncoder().encode(raw.text), {
      shard: this.shard,
      sequence,
      arrivalMs,
      ...(userRecord === undefined ? {} : { userRecord }),
      line: { ordinal, ...said, ...origin },
    });
  }

  #refuse(failure: ReadFailure, origin: string, name: string, bytes: Uint8Array, place: QuarantinePlace): void {
    const path = `quarantine/shard=${this.shard}/${name}`;
    this.quarantined.push({ path, reason: failure.code, sentence: describeReadFailure(failure), origin, place, bytes });
  }
}
