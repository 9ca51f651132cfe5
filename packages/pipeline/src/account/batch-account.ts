import {
  describeReadFailure,
  trustRecord,
  trustSpread,
  trustTime,
  type DropReason,
  type PositionedRecord,
  type ReadFailure,
  type RecordOrigin,
  type RecordPosition,
  type RedactionPolicy,
  type StreamOutcome,
} from '@bellwether/log-model';
import type { QuarantinedRecord } from '@bellwether/ports';
import type { LineGroup, OpenedItem, QuarantineAddress } from '../source/opened-item.ts';
import { nameCleaner } from './clean-names.ts';
import { AccountingCounter, type RecordAccounting } from './record-accounting.ts';

/** What became of the records of a batch besides those that were classified. */
export interface AccountedRecords {
  readonly quarantined: readonly QuarantinedRecord[];
  readonly accounting: RecordAccounting;
}

/**
 * Decides what becomes of every record, whatever its source: classified, unreadable and so in quarantine, or dropped with a
 * reason. `received = classified + unreadable + dropped`.
 */
export class BatchAccount {
  readonly #ownLogGroupPrefixes: readonly string[];
  /** Hours far from their arrival, by group: the lines of a payload. */
  readonly #farHours = new WeakMap<LineGroup, Set<number>>();
  #counter = new AccountingCounter();
  #quarantined: QuarantinedRecord[] = [];

  readonly #maxLiveAgeMs: number | undefined;
  readonly #names: ReturnType<typeof nameCleaner>;

  /**
   * @param ownLogGroupPrefixes  log groups that begin with one of these are our own and are dropped; an empty one drops none
   * @param maxLiveAgeMs  how long the archive keeps events, in milliseconds: no live event is believed to be older
   * @param redaction  what is taken out of names as of messages; secrets and private data when absent
   */
  constructor(ownLogGroupPrefixes: readonly string[], maxLiveAgeMs?: number, redaction?: RedactionPolicy) {
    this.#names = nameCleaner(redaction);
    this.#maxLiveAgeMs = maxLiveAgeMs;
    this.#ownLogGroupPrefixes = ownLogGroupPrefixes.filter((prefix) => prefix !== '');
  }

  classified(records: number): void {
    this.#counter.classified(records);
  }

  dropped(reason: DropReason, records: number): void {
    this.#counter.dropped(reason, records);
  }

  /** Drops the lines of a group that are our own, so that Bellwether never listens to itself; true when they are. */
  dropsOwn({ logGroup }: RecordOrigin, lines: number): boolean {
    const isOwn = this.#ownLogGroupPrefixes.some((prefix) => logGroup.startsWith(prefix));
    if (isOwn) this.#counter.dropped('own_logs', lines);
    return isOwn;
  }

  /** Accounts for an item that contains no record to read. */
  takeWhole(item: Extract<OpenedItem, { readonly kind: 'unreadable' | 'dropped' }>): void {
    if (item.kind === 'dropped') return this.dropped(item.reason, item.records);
    for (let count = 0; count < item.records; count += 1) this.#counter.unreadable(item.failure.code);
    this.#quarantine(item.failure, item.address, item.bytes);
  }

  /**
   * Accounts for a line; gives it back when it is to be understood.
   *
   * @param isIdKnownNew  whether its id was already compared with those before it
   */
  takeLine(
    group: LineGroup,
    { ordinal, raw, outcome }: StreamOutcome,
    isIdKnownNew: boolean = false,
  ): PositionedRecord | undefined {
    const isTakenBefore = group.isTakenBefore?.(ordinal) === true;
    if (outcome.kind === 'dropped') {
      if (!isTakenBefore) this.#counter.dropped(outcome.reason);
      return undefined;
    }
    if (outcome.kind === 'failure') {
      if (isTakenBefore) return undefined;
      this.#counter.unreadable(outcome.failure.code);
      this.#quarantine(outcome.failure, group.quarantineOf(ordinal, raw), new TextEncoder().encode(raw.text));
      return undefined;
    }
    const provenance = group.provenanceOf?.(outcome.record, ordinal) ?? group.provenance;
    const receivedMs = group.believedUntilMs ?? group.receivedMs;
    const times = { receivedMs, service: raw.timestampMs, maxLiveAgeMs: this.#maxLiveAgeMs };
    const inTime = trustTime(outcome.record, provenance, times);
    const inBounds = trustSpread(inTime, provenance, receivedMs, () => this.#farHoursOf(group));
    const record = trustRecord(inBounds, provenance, raw.id);
    const id = raw.id || record.id;
    const isRepeat = !isIdKnownNew && id !== undefined && id !== '' && group.isRepeat?.(id) === true;
    if (isTakenBefore) return undefined;
    if (isRepeat) {
      this.#counter.dropped('duplicate');
      return undefined;
    }
    this.#counter.classified();
    return { record, position: this.#names.positionOf(group.positionOf(ordinal, raw, record)) };
  }

  /** The position of a record that is not taken line by line, without what is taken out of names. */
  cleanPosition(position: RecordPosition): RecordPosition {
    return this.#names.positionOf(position);
  }

  /** The origin without what is taken out of names. */
  cleanOrigin(origin: RecordOrigin): RecordOrigin {
    return this.#names.originOf(origin);
  }

  /** The account since the last call. */
  close(): AccountedRecords {
    const closed = { quarantined: this.#quarantined, accounting: this.#counter.total() };
    this.#quarantined = [];
    this.#counter = new AccountingCounter();
    return closed;
  }

  #farHoursOf(group: LineGroup): Set<number> {
    const known = this.#farHours.get(group) ?? new Set<number>();
    this.#farHours.set(group, known);
    return known;
  }

  #quarantine(failure: ReadFailure, address: QuarantineAddress, bytes: Uint8Array): void {
    this.#quarantined.push({ ...address, reason: failure.code, sentence: describeReadFailure(failure), bytes });
  }
}
