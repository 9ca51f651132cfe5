import type { RawRecord } from '@bellwether/log-events';
import { droppedAs } from '../outcome.ts';
import type { StreamOutcome } from '../reader.ts';
import type { Unwrapped } from './unwrapped.ts';

/** Docker cuts a line every 16 KiB; a shorter piece is followed by the last one or is a line by itself. */
const pieceLength = 16_000;
/** Pieces of one line. */
const maxPieces = 2_000;

/** The pieces of one line that a container runtime cut, in order. */
export class Pieces {
  readonly raw: RawRecord;
  readonly ordinal: number;
  /** The outcomes of all pieces but the first. */
  readonly rest: StreamOutcome[] = [];
  readonly #first: Unwrapped;
  readonly #texts: string[];
  #length: number;

  constructor(raw: RawRecord, ordinal: number, first: Unwrapped) {
    this.raw = raw;
    this.ordinal = ordinal;
    this.#first = first;
    this.#texts = [first.text];
    this.#length = first.text.length;
  }

  /** Takes the next piece; false when the line cannot go on with it. */
  take(raw: RawRecord, ordinal: number, next: Unwrapped, limitBytes: number): boolean {
    if (next.key !== this.#first.key || this.rest.length === maxPieces) return false;
    const isUncertain = raw.text.charCodeAt(0) === 0x7b && next.isPartial;
    if (isUncertain && (this.#texts.at(-1) ?? '').length < pieceLength) return false;
    if (this.#length + next.text.length <= limitBytes) {
      this.#texts.push(next.text);
      this.#length += next.text.length;
    }
    this.rest.push({ ordinal, raw, outcome: droppedAs('continuation') });
    return true;
  }

  /** The line, put together. */
  get unwrapped(): Unwrapped {
    return { ...this.#first, text: this.#texts.join(''), isPartial: false };
  }
}
