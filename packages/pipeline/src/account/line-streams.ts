import {
  mayContinueKey,
  openStream,
  type KnownLineReader,
  type PassableStream,
  type StreamOutcome,
  type StreamState,
} from '@bellwether/log-model';
import type { LineGroup, LineItem, LinesItem } from '../source/opened-item.ts';

/** Takes what reading made of one line. */
export type TakeOutcome = (group: LineGroup, outcome: StreamOutcome) => void;

/** Reads the lines of groups. Groups of many items come one after the other, and one group's state is kept at a time. */
export class LineStreams {
  readonly #knownLines: KnownLineReader | undefined;
  #open: { readonly group: LineGroup; readonly stream: PassableStream } | undefined;

  /** @param knownLines  of the fast path; every line is read in full without it */
  constructor(knownLines: KnownLineReader | undefined) {
    this.#knownLines = knownLines;
  }

  /** Reads a group of its own, all of it. */
  readLines({ group, lines }: LinesItem, take: TakeOutcome): void {
    const stream = this.#openStream(group, lines[0]?.text);
    for (const [index, line] of lines.entries()) for (const outcome of stream.push(line, index)) take(group, outcome);
    for (const outcome of stream.flush()) take(group, outcome);
  }

  /** Reads the next line of a group; gives back the outcomes that are certain now. */
  readLine({ group, raw, ordinal }: Pick<LineItem, 'group' | 'raw' | 'ordinal'>): readonly StreamOutcome[] {
    return this.#streamOf(group, raw.text).push(raw, ordinal);
  }

  /** Notes the time of a record that was counted without being read, epoch milliseconds UTC. */
  sawTime(group: LineGroup, timestampMs: number): void {
    this.#streamOf(group).sawTime(timestampMs);
  }

  /** Reads a line for what it says of the lines after it, such as a header. */
  rereadLine(item: Pick<LineItem, 'group' | 'raw' | 'ordinal'>): void {
    const stream = this.#streamOf(item.group, item.raw.text);
    for (const { outcome } of [...stream.push(item.raw, item.ordinal), ...stream.flush()])
      if (outcome.kind === 'record') item.group.provenanceOf?.(outcome.record, item.ordinal);
  }

  /** Lets go of a record that following lines could have continued; the group is over. */
  flush(take: TakeOutcome): void {
    if (this.#open === undefined) return;
    for (const outcome of this.#open.stream.flush()) take(this.#open.group, outcome);
    this.#open = undefined;
  }

  /** The state in which the open group goes on. @see StreamReader.stateAfter */
  stateAfter(isFlushed: boolean): StreamState | undefined {
    return this.#open?.stream.stateAfter(isFlushed);
  }

  /** Ordinal of the first line whose outcome is not certain yet. */
  get heldFrom(): number | undefined {
    return this.#open?.stream.heldFrom;
  }

  #streamOf(group: LineGroup, firstText = ''): PassableStream {
    if (this.#open?.group !== group) this.#open = { group, stream: this.#openStream(group, firstText) };
    return this.#open.stream;
  }

  #openStream({ provenance, receivedMs, state }: LineGroup, firstText = ''): PassableStream {
    const knownLines = this.#knownLines;
    return openStream(provenance.origin, {
      receivedMs,
      mayContinueKey: mayContinueKey(firstText),
      ...(knownLines === undefined ? {} : { knownLines }),
      ...(state === undefined ? {} : { state }),
    });
  }
}
