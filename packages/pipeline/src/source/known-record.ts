import type { KnownKind, LogEvent, RecordScanner } from '@bellwether/log-model';
import type { EventIds } from './event-ids.ts';

/** A record of an object that is of a settled kind: all of it that is needed. */
export interface SettledRecord {
  readonly kind: 'settled';
  readonly settled: KnownKind;
  /** Position among the records of its object, from 0; set by the source. */
  ordinal: number;
  /** Epoch milliseconds UTC. */
  readonly timestampMs: number;
  readonly lengthBytes: number;
  /** The whole record, where it may still have to be read: failures may be new ones. */
  readonly text?: string;
}

/** A record that is not settled, to be read in full; what is understood of it may settle others like it. */
export interface RecordOfShape {
  readonly kind: 'shaped';
  readonly text: string;
  readonly lengthBytes: number;
  /** Tells the fast path what the record was understood as. */
  readonly learn: (event: LogEvent) => void;
}

/** A record whose id came before. */
export interface RepeatedRecord {
  readonly kind: 'repeated';
  /** Epoch milliseconds UTC. */
  readonly timestampMs: number;
  readonly lengthBytes: number;
}

/** What a fast path makes of the bytes of a record, in place of their text. */
export type ScannedRecord = SettledRecord | RecordOfShape | RepeatedRecord;

/** A fast path, opened for the records of one object. */
export interface ObjectFastPath extends RecordScanner<ScannedRecord> {
  /** What was given without the fast path has been read: as a trail's records, or as something else, which closes it. */
  resume(isTrail: boolean): void;
}

/**
 * Opens the fast path for one object.
 *
 * @param ids  of the object's records so far, which the fast path adds to
 * @param receivedMs  when the object arrived, epoch milliseconds UTC
 */
export type OpenObjectFastPath = (ids: EventIds, receivedMs: number) => ObjectFastPath;
