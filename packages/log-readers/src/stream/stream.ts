import type { RawRecord, RecordOrigin, Dataset, ReadOutcome, ReadRecord } from '@bellwether/log-events';
import type { TraceKind } from './continuation.ts';
import { continues, isThrowableLine, opensTrace } from './continuation.ts';
import { DocumentLines } from '../framing/document-lines.ts';
import {
  type Held,
  isBlock,
  isContinuation,
  joinable,
  joinLine,
  joinLines,
  noLines,
  noneWaiting,
} from './held-record.ts';
import { seedOf } from './line-seed.ts';
import { datedBy, headerNames, tableReader } from '../fields/field-names.ts';
import type { KnownLine, KnownLineReader } from './known-lines.ts';
import { lineShape } from './line-shape.ts';
import { controlScore, isNotText, looksBinary, withoutColours } from '../framing/not-text.ts';
import { groupHint, streamHint } from '../origin.ts';
import { droppedAs, failureOf } from '../outcome.ts';
import type { PassableStream, ReadContext, Reader, StreamOutcome } from '../reader.ts';
import { Pieces } from './pieces.ts';
import { maxShapes, maxWaiting, type StreamOptions } from './stream-options.ts';
import { readUnwrapped, unwrap } from './unwrap.ts';
import type { Unwrapped } from './unwrapped.ts';
import { createCompleter } from './with-wrapping.ts';
import { isGeneralJson, readAnyway, readerOf, recognise } from '../registry.ts';

/**
 * Reads one log stream's records in order.
 *
 * Invariant: every pushed record gets exactly one outcome, in the order of pushing. At most one record is held, with at
 * most `limitBytes` of lines that continue it, or the lines of one JSON document that has not ended.
 */
export const openLineStream = (
  origin: RecordOrigin,
  { receivedMs, knownLines, limitBytes = 64 * 1024, state }: StreamOptions,
): PassableStream => {
  const dataset: Dataset | undefined = (groupHint(origin) ?? streamHint(origin))?.dataset;
  const { fileDate, fieldNames } = state ?? {};
  let context: ReadContext = { origin, receivedMs, ...(dataset && { dataset }), ...(fileDate && { fileDate }) };
  if (fieldNames !== undefined) context = { ...context, fieldNames };
  const readerByShape = new Map<number, Reader>();
  /** Reads the rows below the last header line. */
  let table: Reader | undefined = fieldNames && tableReader(fieldNames);
  let held: Held | undefined;
  /** A JSON object or array whose last line has not come yet; nothing is held beside it. */
  let document: DocumentLines | undefined;
  /** The trace of a record that was let go because too many lines continued it; they are still dropped as its own. */
  let tail: TraceKind | undefined = state?.trace;
  /** A line that a container runtime cut into pieces, the last of which has not come yet; nothing is held beside it. */
  let pieces: Pieces | undefined;
  const completer = createCompleter(state?.latestMs);

  const seed = knownLines === undefined ? 0 : seedOf(origin, dataset);
  let streamNumber = knownLines?.nextStream() ?? 0;
  for (const [shape, format] of state?.formats ?? []) {
    const reader = readerOf(format);
    if (reader !== undefined) readerByShape.set(shape, reader);
  }
  /** What is known about the line that is being read. */
  let knownLine: KnownLine | undefined;

  /** Remembers which reader lines of a shape have; known lines that relied on another, or on a forgotten shape, ask again. */
  const setReader = (shape: number, reader: Reader): void => {
    if (knownLines !== undefined && (readerByShape.has(shape) || readerByShape.size >= maxShapes))
      streamNumber = knownLines.nextStream();
    if (readerByShape.size >= maxShapes) readerByShape.clear();
    readerByShape.set(shape, reader);
  };

  const admits = (shape: number, reader: Reader): boolean => {
    const known = readerByShape.get(shape);
    if (known === undefined) setReader(shape, reader);
    return known === undefined || known === reader;
  };

  /** Whether this stream reads such lines by the same reader; asked once per stream. */
  const letsIn = (known: KnownLine, text: string): boolean => {
    if (!admits(lineShape(text), known.reader)) return false;
    known.stream = streamNumber;
    return true;
  };

  /** The record of a known line, when no held record, table or trace could claim the line. */
  const readKnown = (lines: KnownLineReader, raw: RawRecord): ReadRecord | undefined => {
    knownLine = lines.find(raw.text, seed);
    if (knownLine === undefined || !lines.isTrusted(knownLine)) return undefined;
    if (table !== undefined || tail !== undefined) return undefined;
    if (held !== undefined && (held.trace !== 'none' || isBlock(held.record.format))) return undefined;
    if (knownLine.stream !== streamNumber && !letsIn(knownLine, raw.text)) return undefined;
    return lines.read(knownLine, raw, context);
  };

  /** Lets the known lines learn from a line that its own reader read. */
  const learnLine = (raw: RawRecord, outcome: ReadOutcome, reader: Reader): void => {
    if (knownLines === undefined || outcome.kind !== 'record' || table !== undefined) return;
    const by = { reader, isChoice: (): boolean => recognise(raw.text, origin) === reader };
    knownLines.learn(knownLine, raw, outcome.record, by, context);
  };

  /** The reader that read a line of this shape before, else the one found anew, else plain text. */
  const read = (raw: RawRecord, isWrapped: boolean): ReadOutcome => {
    const row = table?.read(raw, context);
    if (row !== undefined && row.kind !== 'failure') return row;
    const shape = lineShape(raw.text);
    const known = readerByShape.get(shape);
    if (known !== undefined && !isGeneralJson(known)) {
      const outcome = known.read(raw, context);
      if (outcome.kind !== 'failure') {
        if (!isWrapped) learnLine(raw, outcome, known);
        return outcome;
      }
    }
    const found = recognise(raw.text, origin);
    const outcome = found.read(raw, context);
    // What looks like JSON and is not was cut off or broken; anything else is at least text.
    if (outcome.kind === 'failure') return outcome.failure.code === 'bad_json' ? outcome : readAnyway(raw, context);
    if (known !== found) setReader(shape, found);
    if (!isWrapped) learnLine(raw, outcome, found);
    return outcome;
  };

  const release = (): readonly StreamOutcome[] => {
    if (held === undefined) return [];
    const { ordinal, raw, waiting } = held;
    const first: StreamOutcome = { ordinal, raw, outcome: { kind: 'record', record: joinLines(held) } };
    held = undefined;
    return [first, ...waiting];
  };

  /** Joins a line to the held record; lets both go when too much waits. */
  const joinHeld = (open: Held, raw: RawRecord, text: string, ordinal: number): readonly StreamOutcome[] => {
    joinLine(open, raw, text, ordinal, limitBytes);
    if (open.waiting.length < maxWaiting) return [];
    tail = open.trace;
    return release();
  };

  /** Holds a record that following lines may continue; gives back what was held before. */
  const hold = (
    raw: RawRecord,
    ordinal: number,
    record: ReadRecord,
    trace: TraceKind,
    key = '',
  ): readonly StreamOutcome[] => {
    const before = release();
    const { length } = record.message;
    held = { ordinal, raw, record, lines: noLines, length, trace, waiting: noneWaiting, key };
    return before;
  };

  /** Reads a whole document; teaches nothing, since no line has its shape. */
  const readDocument = (raw: RawRecord): ReadOutcome => {
    const outcome = recognise(raw.text, origin).read(raw, context);
    return outcome.kind === 'failure' ? readAnyway(raw, context) : outcome;
  };

  /** Reads the lines of a document that broke off one by one; none of them begins another, so that each is read once. */
  const giveUp = (): readonly StreamOutcome[] => {
    const lines = document?.lines ?? [];
    document = undefined;
    return lines.flatMap((line) => pushLine(line.raw, line.ordinal, false));
  };

  const push = (raw: RawRecord, ordinal: number): readonly StreamOutcome[] => {
    const open = document;
    if (open === undefined) return pushPiece(raw, ordinal);
    const state = open.take(raw, ordinal);
    if (state === 'open') return noneWaiting;
    if (state === 'breaks') return [...giveUp(), ...push(raw, ordinal)];
    document = undefined;
    return open.outcomes((whole) => readUnwrapped(whole, receivedMs, readDocument));
  };

  /** Reads a line that was put together, or the one piece that came; the other pieces follow it as continuations. */
  const endPieces = (): readonly StreamOutcome[] => {
    const whole = pieces;
    if (whole === undefined) return noneWaiting;
    pieces = undefined;
    const out = pushLine(whole.raw, whole.ordinal, true, whole.unwrapped);
    if (held?.ordinal === whole.ordinal && whole.rest.length > 0) {
      held.waiting = [...held.waiting, ...whole.rest];
      return out;
    }
    return whole.rest.length === 0 ? out : [...out, ...whole.rest];
  };

  /** Takes off what wraps a line, and waits for the rest of one that was cut. */
  const pushPiece = (raw: RawRecord, ordinal: number): readonly StreamOutcome[] => {
    const wrapping = unwrap(raw.text, receivedMs);
    const open = pieces;
    if (open === undefined) {
      if (wrapping?.isPartial !== true) return pushLine(raw, ordinal, true, wrapping);
      pieces = new Pieces(raw, ordinal, wrapping);
      return release();
    }
    if (wrapping !== undefined && open.take(raw, ordinal, wrapping, limitBytes))
      return wrapping.isPartial ? noneWaiting : endPieces();
    return [...endPieces(), ...pushPiece(raw, ordinal)];
  };

  /**
   * @param mayBegin  whether the line may be the first of a document
   * @param wrapping  the line without what wraps it, where something does
   */
  const pushLine = (
    raw: RawRecord,
    ordinal: number,
    mayBegin: boolean,
    wrapping?: Unwrapped,
  ): readonly StreamOutcome[] => {
    const text = wrapping?.text ?? raw.text;
    const key = wrapping?.key ?? '';
    if (knownLines !== undefined && wrapping === undefined) {
      const record = readKnown(knownLines, raw);
      if (record !== undefined) {
        const done = completer.complete({ kind: 'record', record }, raw, undefined);
        if (done.kind === 'record' && joinable.has(record.format)) return hold(raw, ordinal, done.record, 'none');
        const before = release();
        const own: StreamOutcome = { ordinal, raw, outcome: done };
        return before.length === 0 ? [own] : [...before, own];
      }
    }
    if (!(text.charCodeAt(0) > 32) && text.trim() === '') {
      const blank: StreamOutcome = { ordinal, raw, outcome: droppedAs('blank') };
      if (held === undefined) return [blank];
      if (held.waiting === noneWaiting) held.waiting = [];
      held.waiting.push(blank);
      return held.waiting.length < maxWaiting ? [] : release();
    }
    if (held?.key === key && isContinuation(held, text, origin)) return joinHeld(held, raw, text, ordinal);
    if (tail !== undefined && continues(text, tail)) return [{ ordinal, raw, outcome: droppedAs('continuation') }];
    tail = undefined;
    const before = release();
    const score = looksBinary(text) ? controlScore(text) : 0;
    if (isNotText(score))
      return [...before, { ordinal, raw, outcome: failureOf({ code: 'not_text', controlScore: score }) }];
    const names = headerNames(text);
    if (names !== undefined) {
      if (names.length > 0) {
        table = tableReader(names);
        if (table !== undefined) context = { ...context, fieldNames: names };
      }
      // A table without a `date` is of the day that its file names.
      context = datedBy(text, context);
      return [...before, { ordinal, raw, outcome: droppedAs('header') }];
    }
    const bare = withoutColours(text);
    const inner = bare === raw.text ? raw : { ...raw, text: bare };
    if (mayBegin && (document = DocumentLines.begin(inner, ordinal)) !== undefined) return before;
    const outcome = completer.complete(read(inner, wrapping !== undefined), raw, wrapping);
    if (mayBegin && outcome.kind === 'failure' && outcome.failure.code === 'bad_json') {
      document = DocumentLines.begin(inner, ordinal, true);
      if (document !== undefined) return before;
    }
    if (outcome.kind === 'record' && joinable.has(outcome.record.format)) {
      hold(raw, ordinal, outcome.record, opensTrace(text), key);
      return before;
    }
    return before.length === 0 ? [{ ordinal, raw, outcome }] : [...before, { ordinal, raw, outcome }];
  };

  return {
    push,
    flush: () => [...endPieces(), ...giveUp(), ...release()],
    get heldFrom() {
      return document?.lines[0]?.ordinal ?? pieces?.ordinal ?? held?.ordinal;
    },
    get heldRecord() {
      return held && joinLines(held);
    },
    stateAfter: (isFlushed) => {
      const trace = isFlushed ? (held?.trace ?? tail) : tail;
      return {
        ...(context.fieldNames === undefined ? {} : { fieldNames: context.fieldNames }),
        ...(context.fileDate && { fileDate: context.fileDate }),
        ...(trace === undefined ? {} : { trace }),
        ...(completer.latestMs === undefined ? {} : { latestMs: completer.latestMs }),
        formats: [...readerByShape].map(([shape, { format }]) => [shape, format]),
      };
    },
    admits,
    sawTime: (timestampMs) => void (completer.latestMs = timestampMs),
    couldContinue: (text) => text.trim() === '' || continues(text, 'none') || isThrowableLine(text),
    seed,
    get number() {
      return streamNumber;
    },
    get standing() {
      if (table !== undefined || tail !== undefined || document !== undefined || pieces !== undefined) return 'bound';
      if (held === undefined) return 'clear';
      return held.trace !== 'none' || isBlock(held.record.format) ? 'bound' : 'held';
    },
  };
};
