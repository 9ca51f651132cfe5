import type { KnownKind, LogEvent, RecordScanner } from '@bellwether/log-model';
import type { EventIds } from './event-ids.ts';

/** A record of an object whose kind is known: what is needed to count it. */
export interface CountableRecord {
  readonly kind: 'countable';
  readonly knownKind: KnownKind;
  /** The id that its service wrote it under. */
  readonly id: string;
  /** Position among the records of its object, from 0; set by the source. */
  ordinal: number;
  /** Epoch milliseconds UTC. */
  readonly timestampMs: number;
  readonly lengthBytes: number;
  /** The whole record, where it may still have to be read: failures may be new ones. */
  readonly text: string | undefined;
}

/** A record of an unknown kind, to be read in full; what is understood of it makes others like it known. */
export interface RecordOfShape {
  readonly kind: 'shaped';
  readonly text: string;
  readonly lengthBytes: number;
  /** Gives the fast path the event that the record was understood as. */
  readonly learn: (event: LogEvent) => void;
}

/** A record whose id came before. */
export interface RepeatedRecord {
  readonly kind: 'repeated';
  /** Epoch milliseconds UTC. */
  readonly timestampMs: number;
  readonly lengthBytes: number;
}

/** What a fast path makes of the bytes of a record, instead of their text. */
export type ScannedRecord = CountableRecord | RecordOfShape | RepeatedRecord;

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
