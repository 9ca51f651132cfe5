import type { RawRecord, ReadRecord } from '@bellwether/log-events';
import type { ReadContext, Reader } from '../reader.ts';

/** What is remembered about all lines that have one signature. */
export interface KnownLine {
  /** The reader that read such lines before. */
  readonly reader: Reader;
  /** Number of the last stream that admitted such lines; `openStream` sets it. */
  stream: number;
}

/**
 * Reads lines whose signature was seen before, without their reader. An optional part of a stream: without it every line goes to
 * its reader, and every record is the same.
 *
 * One object serves all streams of a process. `read` and `learn` refer to the line that `find` was last asked for.
 */
export interface KnownLineReader {
  /** A number for one stream; what a stream admitted is remembered under it. */
  nextStream(): number;
  /** What is known about lines like this one, trusted or not. */
  find(text: string, seed: number): KnownLine | undefined;
  isTrusted(known: KnownLine): boolean;
  /** The record that the line's reader would give; undefined when this line has to go to its reader after all. */
  read(known: KnownLine, raw: RawRecord, context: ReadContext): ReadRecord | undefined;
  /**
   * Learns from how a reader read the line.
   *
   * @param known  what `find` returned for the line
   * @param isChoice  whether the line itself calls for the reader; a reader that an earlier line proposed teaches nothing
   */
  learn(
    known: KnownLine | undefined,
    raw: RawRecord,
    record: ReadRecord,
    by: { readonly reader: Reader; readonly isChoice: () => boolean },
    context: ReadContext,
  ): void;
}
