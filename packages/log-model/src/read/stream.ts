import type { RawRecord, RecordOrigin, Source } from '../event.ts';
import type { TraceKind } from './continuation.ts';
import { continues, isThrowableLine, opensTrace } from './continuation.ts';
import { headerNames } from './field-names.ts';
import { lineShape } from './line-shape.ts';
import { controlScore, isNotText, withoutColours } from './not-text.ts';
import { groupHint, streamHint } from './origin.ts';
import { droppedAs, failureOf } from './outcome.ts';
import type { ReadContext, ReadOutcome, Reader, ReadRecord, StreamOutcome, StreamReader } from './reader.ts';
import { isGeneralJson, readAnyway, recognise } from './registry.ts';

export interface StreamOptions {
  /** When the records arrived, epoch milliseconds UTC. */
  readonly receivedMs: number;
  /** Most characters that joined lines make of one message; 64 Ki when absent. */
  readonly limitBytes?: number;
}

/** A record that following lines may still continue, and the outcomes that wait behind it. */
interface Held {
  readonly ordinal: number;
  readonly raw: RawRecord;
  readonly record: ReadRecord;
  readonly lines: string[];
  length: number;
  trace: TraceKind;
  readonly waiting: StreamOutcome[];
}

/** Shapes remembered of one stream; then it begins anew, so that memory stays bounded. */
const mostShapes = 1024;

/** Formats whose records people and programs write over several lines; the others are held by nothing. */
const joinable: ReadonlySet<string> = new Set([
  'text',
  'plain',
  'syslog',
  'lambda',
  'klog',
  'postgresql',
  'mysql-error',
  'mysql-slow',
  'tomcat',
  'kafka',
  'rabbitmq',
  'container',
  'access-error',
]);

const joinLines = (held: Held): ReadRecord => {
  if (held.lines.length === 0) return held.record;
  const before = held.record.message;
  // .NET's console logger writes the header alone on the first line.
  return {
    ...held.record,
    message: before === '' ? held.lines.join('\n').trim() : `${before}\n${held.lines.join('\n')}`,
  };
};

/**
 * Reads one log stream's records in order.
 *
 * Invariant: every pushed record gets exactly one outcome, in the order of pushing. At most one record is held, with at
 * most `limitBytes` of lines that continue it.
 */
export const openStream = (
  origin: RecordOrigin,
  { receivedMs, limitBytes = 64 * 1024 }: StreamOptions,
): StreamReader => {
  const source: Source | undefined = (groupHint(origin) ?? streamHint(origin))?.source;
  let context: ReadContext = source === undefined ? { origin, receivedMs } : { origin, receivedMs, source };
  const readerByShape = new Map<number, Reader>();
  let held: Held | undefined;

  /** The reader that read a line of this shape before, else the one found anew, else plain text. */
  const read = (raw: RawRecord): ReadOutcome => {
    const shape = lineShape(raw.text);
    const known = readerByShape.get(shape);
    if (known !== undefined && !isGeneralJson(known)) {
      const outcome = known.read(raw, context);
      if (outcome.kind !== 'failure') return outcome;
    }
    const found = recognise(raw.text, origin);
    const outcome = found.read(raw, context);
    // What looks like JSON and is not was cut off or broken; anything else is at least text.
    if (outcome.kind === 'failure') return outcome.failure.code === 'bad_json' ? outcome : readAnyway(raw, context);
    if (readerByShape.size >= mostShapes) readerByShape.clear();
    readerByShape.set(shape, found);
    return outcome;
  };

  const release = (): readonly StreamOutcome[] => {
    if (held === undefined) return [];
    const { ordinal, raw, waiting } = held;
    const first: StreamOutcome = { ordinal, raw, outcome: { kind: 'record', record: joinLines(held) } };
    held = undefined;
    return waiting.length === 0 ? [first] : [first, ...waiting];
  };

  /** A continuation is kept as far as the limit allows; its outcome waits behind its record's. */
  const join = (open: Held, raw: RawRecord, ordinal: number): void => {
    if (open.length + raw.text.length < limitBytes) {
      open.lines.push(raw.text.trimEnd());
      open.length += raw.text.length + 1;
    }
    const opened = opensTrace(raw.text);
    if (opened !== 'none') open.trace = opened;
    open.waiting.push({ ordinal, raw, outcome: droppedAs('continuation') });
  };

  const isContinuation = (open: Held, text: string): boolean => {
    if (continues(text, open.trace)) return true;
    return open.record.format !== 'plain' && open.lines.length === 0 && isThrowableLine(text);
  };

  const push = (raw: RawRecord, ordinal: number): readonly StreamOutcome[] => {
    const { text } = raw;
    if (text.trim() === '') {
      const blank: StreamOutcome = { ordinal, raw, outcome: droppedAs('blank') };
      if (held === undefined) return [blank];
      held.waiting.push(blank);
      return [];
    }
    if (held !== undefined && isContinuation(held, text)) {
      join(held, raw, ordinal);
      return [];
    }
    const before = release();
    const score = controlScore(text);
    if (isNotText(score))
      return [...before, { ordinal, raw, outcome: failureOf({ code: 'not_text', controlScore: score }) }];
    const names = headerNames(text);
    if (names !== undefined) {
      if (names.length > 0) context = { ...context, fieldNames: names };
      return [...before, { ordinal, raw, outcome: droppedAs('header') }];
    }
    const bare = withoutColours(text);
    const outcome = read(bare === text ? raw : { ...raw, text: bare });
    if (outcome.kind === 'record' && joinable.has(outcome.record.format)) {
      held = {
        ordinal,
        raw,
        record: outcome.record,
        lines: [],
        length: outcome.record.message.length,
        trace: opensTrace(text),
        waiting: [],
      };
      return before;
    }
    return before.length === 0 ? [{ ordinal, raw, outcome }] : [...before, { ordinal, raw, outcome }];
  };

  return {
    push,
    flush: release,
    get heldFrom() {
      return held?.ordinal;
    },
  };
};
