import type { RecordOrigin } from '@bellwether/log-events';
import type { PassableStream, StreamOutcome } from '../reader.ts';
import { CutKey, maxKeyLines, mayHoldKey, nextKey, type OpenKey } from './key-blocks.ts';
import { openLineStream } from './stream.ts';
import type { StreamOptions } from './stream-options.ts';

/**
 * Reads one log stream's records in order, and marks those that are a part of a private key that was written over several records
 * (`ReadRecord.isKeyBody`): each alone looks like any Base64. The first records of a stream that may be inside a key of an earlier delivery
 * wait until an END, another record or the end of the stream says whether they are.
 *
 * Invariant: every pushed record gets exactly one outcome, in the order of pushing.
 */
export const openStream = (origin: RecordOrigin, options: StreamOptions): PassableStream => {
  const stream = openLineStream(origin, options);
  let key: OpenKey | undefined = options.state?.key;
  /** Ordinal of the last line that may begin a key and has no outcome yet. */
  let mayBeginAt: number | undefined;

  /** The key that an earlier delivery may have begun, and the outcomes that wait for what it is. */
  let cut = (options.state ?? options).mayContinueKey === true ? new CutKey() : undefined;
  let waiting: StreamOutcome[] = [];

  const mark = (one: StreamOutcome): StreamOutcome => {
    const { ordinal, outcome } = one;
    if (mayBeginAt !== undefined && ordinal >= mayBeginAt) mayBeginAt = undefined;
    if (outcome.kind !== 'record') return one;
    const { record } = outcome;
    if (key === undefined && !mayHoldKey(record.message)) return one;
    const { open, isKeyBody } = nextKey(key, record);
    key = open;
    return isKeyBody ? { ...one, outcome: { kind: 'record', record: { ...record, isKeyBody: true } } } : one;
  };

  /** Lets go of what waited, as parts of a key or as what they are. */
  const release = (isKey: boolean): readonly StreamOutcome[] => {
    const outcomes = waiting;
    [cut, waiting] = [undefined, []];
    if (isKey) key = { lines: 0, hasBody: true };
    return outcomes.map(mark);
  };

  const waitFor = (one: StreamOutcome): readonly StreamOutcome[] => {
    if (cut === undefined) return [mark(one)];
    waiting.push(one);
    if (one.outcome.kind !== 'record') return [];
    const says = cut.take(one.outcome.record.message);
    if (says === 'open' && waiting.length < maxKeyLines) return [];
    return release(says === 'key' || (says === 'open' && cut.isMiddle));
  };

  // Mostly no key is near, and then the outcomes are passed on as they are.
  const marked = (outcomes: readonly StreamOutcome[]): readonly StreamOutcome[] => {
    if (cut !== undefined) return outcomes.flatMap(waitFor);
    return key === undefined && mayBeginAt === undefined ? outcomes : outcomes.map(mark);
  };

  return {
    push: (raw, ordinal) => {
      if (mayHoldKey(raw.text)) mayBeginAt = ordinal;
      return marked(stream.push(raw, ordinal));
    },
    flush: () => {
      const last = marked(stream.flush());
      return cut === undefined ? last : [...last, ...release(cut.isMiddle)];
    },
    get heldFrom() {
      return waiting[0]?.ordinal ?? stream.heldFrom;
    },
    get heldRecord() {
      return stream.heldRecord;
    },
    stateAfter: (isFlushed) => {
      if (waiting.length > 0 && !isFlushed) return { ...(options.state ?? { formats: [] }), mayContinueKey: true };
      const open = waiting.length > 0 ? { lines: waiting.length, hasBody: true } : key;
      const held = isFlushed && (open !== undefined || mayBeginAt !== undefined) ? stream.heldRecord : undefined;
      const after = held === undefined ? open : nextKey(open, held).open;
      return { ...stream.stateAfter(isFlushed), ...(after === undefined ? {} : { key: after }) };
    },
    admits: (shape, reader) => stream.admits(shape, reader),
    sawTime: (timestampMs) => stream.sawTime(timestampMs),
    couldContinue: (text) => stream.couldContinue(text),
    seed: stream.seed,
    get number() {
      return stream.number;
    },
    // Inside a key, and where one may go on, every line is read: which of them are its body follows from their order.
    get standing() {
      return key === undefined && mayBeginAt === undefined && cut === undefined ? stream.standing : 'bound';
    },
  };
};
