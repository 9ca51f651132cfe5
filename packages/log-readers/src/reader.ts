import type { RawRecord, ReadOutcome, ReadRecord, RecordOrigin, Dataset } from '@bellwether/log-events';
import type { TraceKind } from './stream/continuation.ts';
import type { OpenKey } from './stream/key-blocks.ts';

/** What a reader may know besides the line itself. */
export interface ReadContext {
  readonly origin: RecordOrigin;
  /** When the record arrived, epoch milliseconds UTC: resolves a missing year; never the machine's own clock. */
  readonly receivedMs: number;
  /** Field names from a header line of the same stream (VPC flow, CloudFront, W3C), when one was seen. */
  readonly fieldNames?: readonly string[];
  /** The day of a W3C file, `2024-05-03`, when a `#Date:` line gave one. */
  readonly fileDate?: string;
  /** What the log group says wrote the stream; readers of no particular service take it over. */
  readonly dataset?: Dataset;
}

/** Reads one format. Pure and total: any input gives an outcome, none throws. */
export interface Reader {
  readonly format: string;
  readonly dataset: Dataset;
  /** How sure it is that the text is of its format, in [0, 1]; 0 means certainly not. Cheap: looks at the beginning only. */
  recognise(text: string): number;
  read(raw: RawRecord, context: ReadContext): ReadOutcome;
}

/** The outcome of one pushed line. Every pushed line gets exactly one, in order, at once or after the lines that continue it. */
export interface StreamOutcome {
  /** The number that `push` was given for the line. */
  readonly ordinal: number;
  readonly raw: RawRecord;
  readonly outcome: ReadOutcome;
}

/**
 * What decides how the next line of a stream is read, as plain JSON: kept with a committed position, so that reading goes on
 * there as if it had never stopped.
 *
 * @example below a `#Fields` line of IIS
 * { fieldNames: ['date', 'time', 'c-ip', 'sc-status'], formats: [[-1840232013, 'iis']] }
 */
export interface StreamState {
  /** Field names of the last header line. */
  readonly fieldNames?: readonly string[];
  /** The day of a W3C file, `2024-05-03`; rows that have a clock alone are of this day. */
  readonly fileDate?: string;
  /** The stack trace that is open; lines that continue it are dropped as its own. */
  readonly trace?: TraceKind;
  /** Line shapes seen so far, each with the format that such lines are read by. */
  readonly formats: readonly (readonly [shape: number, format: string])[];
  /** Time of the last dated record, epoch milliseconds UTC; a record without a time of its own has it. */
  readonly latestMs?: number;
  /** The private key that is open: lines of its body are not shown. */
  readonly key?: OpenKey;
  /** Whether the next line may be inside a key whose BEGIN was in an earlier delivery or file. */
  readonly mayContinueKey?: boolean;
}

/**
 * Reads the records of one log stream in order: finds the format, remembers header lines, joins the lines of a stack
 * trace to one record, and finds the format again when the stream changes it.
 */
export interface StreamReader {
  /** Gives back the outcomes that are certain by now; a line that others may continue is held. */
  push(raw: RawRecord, ordinal: number): readonly StreamOutcome[];
  /** Gives back what is held, at the end of the stream or batch. */
  flush(): readonly StreamOutcome[];
  /** Ordinal of the first line that is still held. */
  readonly heldFrom: number | undefined;
  /** The record that is held, as far as its lines have come. */
  readonly heldRecord: ReadRecord | undefined;
  /**
   * The state with which another stream goes on.
   *
   * @param isFlushed  `true`: after every line that was pushed. `false`: before the first line that is still held
   */
  stateAfter(isFlushed: boolean): StreamState;
}

/** How a stream stands to the next line: nothing waits for it, a record is held that it may let go, or it has to be read. */
export type Standing = 'clear' | 'held' | 'bound';

/** A stream whose known lines may be counted without being pushed, as long as they could not change how others are read. */
export interface PassableStream extends StreamReader {
  readonly standing: Standing;
  /** Begins the signature of every line of this stream. */
  readonly seed: number;
  /** Changes whenever a line kind that was admitted has to ask again. */
  readonly number: number;
  /** Whether a line may belong to the record of a known line before it: it is blank, or reads like a line of a trace. */
  couldContinue(text: string): boolean;
  /** Whether a line of this shape would be read by this reader; when it is the shape's first line, later ones are too. */
  admits(shape: number, reader: Reader): boolean;
  /** Notes the time of a record that was counted without being pushed, epoch milliseconds UTC. */
  sawTime(timestampMs: number): void;
}
