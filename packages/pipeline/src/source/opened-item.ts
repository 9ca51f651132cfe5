import type {
  DropReason,
  RawRecord,
  ReadFailure,
  ReadRecord,
  RecordPosition,
  StreamState,
  UnderstoodEvent,
} from '@bellwether/log-model';
import type { QuarantinedRecord } from '@bellwether/ports';
import type { BatchPayload } from '../commit/batch-payload.ts';
import type { OrderingKeys } from '../commit/ordering-keys.ts';
import type { CountableRecord, RecordOfShape } from './known-record.ts';
import type { Provenance } from './provenance.ts';

/** Where in quarantine an unreadable record is kept, and how to send it through again. */
export type QuarantineAddress = Pick<QuarantinedRecord, 'path' | 'origin' | 'position'>;

/** Lines of one log stream, in order. One reader's state (format, header, open stack trace) belongs to each group. */
export interface LineGroup {
  readonly provenance: Provenance;
  /** Where a record came from, where that depends on what the lines before it were; `provenance` when absent. */
  provenanceOf?(record: ReadRecord, ordinal: number): Provenance;
  /** When the lines arrived, epoch milliseconds UTC; resolves missing years and times. */
  readonly receivedMs: number;
  /** When they were read, where that is later than they were written: events until then are believed. */
  readonly believedUntilMs?: number;
  /** Position, time and fallback id of a line that was read; asked once for each, in order. */
  positionOf(ordinal: number, raw: RawRecord, record: ReadRecord): RecordPosition;
  /** Where a line goes that could not be read. */
  quarantineOf(ordinal: number, raw: RawRecord): QuarantineAddress;
  /** Whether a record with this id came before; remembers it. Absent where ids say nothing. */
  readonly isRepeat?: (id: string) => boolean;
  /** Whether an earlier reading has taken the line: it is read for what it says of the others, and not counted. */
  readonly isTakenBefore?: (ordinal: number) => boolean;
  /** The state in which an earlier run left the lines; absent at their beginning. */
  readonly state?: StreamState;
}

/** All lines of a log stream of their own. */
export interface LinesItem {
  readonly kind: 'lines';
  readonly group: LineGroup;
  readonly lines: readonly RawRecord[];
}

/** The next line of a log stream that goes on over many items. */
export interface LineItem {
  readonly kind: 'line';
  readonly group: LineGroup;
  readonly ordinal: number;
  readonly raw: RawRecord;
  /** Of a trail's record that the fast path has looked at, whose id was compared with those before. */
  readonly learn?: RecordOfShape['learn'];
  /** Time of the record before it, where that was counted or dropped without being read: epoch milliseconds UTC. */
  readonly afterMs?: number;
  /** To be called when the line is not a record of a trail. */
  readonly endFastPath?: () => void;
}

/** One payload of a stream, not decoded yet, so that a fast path can read it in place. */
export interface PayloadItem {
  readonly kind: 'payload';
  readonly shard: string;
  readonly sequence: string;
  /** Number of the user record in its aggregate, from 0. */
  readonly userRecord?: number;
  /** Epoch milliseconds UTC. */
  readonly arrivalMs: number;
  /** As received; what an archive of payloads keeps. */
  readonly data: Uint8Array;
  /** `data` after decompression, where that is done already. */
  readonly plain?: Uint8Array;
  /** The group of its lines, once its origin is known. */
  groupOf(origin: Provenance['origin']): LineGroup;
  open(): readonly OpenedItem[];
}

/**
 * What a source gives, in order. An item becomes records, goes to quarantine or is dropped; nothing else happens to it.
 *
 * @example a stream record that is broken gzip data
 * { kind: 'unreadable', failure: { code: 'bad_gzip' }, address: { path: 'quarantine/shard=logs-0/42', ... }, bytes, records: 1 }
 */
export type OpenedItem =
  | LinesItem
  | LineItem
  | PayloadItem
  /** A line that an earlier run has committed, read again only for its header. */
  | { readonly kind: 'reread'; readonly group: LineGroup; readonly ordinal: number; readonly raw: RawRecord }
  /** A record that needs no reading, such as one of an archive. */
  | { readonly kind: 'record'; readonly record: ReadRecord; readonly position: RecordPosition }
  /** A record that the fast path counted; present only where the source was given one. */
  | { readonly kind: 'known'; readonly group: LineGroup; readonly countable: CountableRecord }
  | {
      readonly kind: 'unreadable';
      readonly failure: ReadFailure;
      readonly address: QuarantineAddress;
      readonly bytes: Uint8Array;
      /** Records that it counts as; integer. */
      readonly records: number;
    }
  | { readonly kind: 'dropped'; readonly reason: DropReason; readonly records: number };

/** Sequences of the first and the last record of a batch. */
export interface SequenceRange {
  readonly firstSequence: string;
  readonly lastSequence: string;
}

/** Ends a batch: what came since the last end is understood and committed together. */
export interface BatchEnd {
  readonly kind: 'end';
  readonly shard: string;
  /** Whether records that following lines could continue are let go; a file goes on in its next batch. */
  readonly isWhole: boolean;
  /**
   * The batch's range; undefined when there is nothing to commit.
   *
   * @param heldFrom  ordinal of the first line whose outcome waits for the next batch
   * @param received  records that the batch accounts for
   */
  rangeOf(heldFrom: number | undefined, received: number): SequenceRange | undefined;
  /** What guards the counts of each record, where several invocations read one shard. */
  readonly orderingKeys?: OrderingKeys;
  /** The payloads of the batch, for an archive that keeps those. */
  readonly payloadsOf?: (events: readonly UnderstoodEvent[]) => readonly BatchPayload[];
  /** The events as they are committed, where the source has them understood already. */
  readonly eventsOf?: (events: readonly UnderstoodEvent[]) => readonly UnderstoodEvent[];
}

/** Items in order with ends of batches among them. The parts are taken one after the other, so memory stays bounded. */
export type OpenedSource = AsyncIterable<Iterable<OpenedItem | BatchEnd>> | Iterable<Iterable<OpenedItem | BatchEnd>>;
