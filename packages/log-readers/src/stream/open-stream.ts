import type { RecordOrigin } from '@bellwether/log-events';
import type { PassableStream, StreamOutcome } from '../reader.ts';
import { mayHoldKey, nextKey, type OpenKey } from './key-blocks.ts';
import { openLineStream } from './stream.ts';
import type { StreamOptions } from './stream-options.ts';

/**
 * Reads one log stream's records in order, and marks those that are a part of a private key that was written over several records
 * (`ReadRecord.isKeyBody`): each alone looks like any Base64.
 *
 * Invariant: every pushed record gets exactly one outcome, in the order of pushing.
 */
export const openStream = (origin: RecordOrigin, options: StreamOptions): PassableStream => {
  const stream = openLineStream(origin, options);
  let key: OpenKey | undefined = options.state?.key;
  /** Ordinal of the last line that may begin a key and has no outcome yet. */
  let mayBeginAt: number | undefined;

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
  // Mostly no key is near, and then the outcomes are passed on as they are.
  const marked = (outcomes: readonly StreamOutcome[]): readonly StreamOutcome[] =>
    key === undefined && mayBeginAt === undefined ? outcomes : outcomes.map(mark);

  return {
    push: (raw, ordinal) => {
      if (mayHoldKey(raw.text)) mayBeginAt = ordinal;
      return marked(stream.push(raw, ordinal));
    },
    flush: () => marked(stream.flush()),
    get heldFrom() {
      return stream.heldFrom;
    },
    get heldRecord() {
      return stream.heldRecord;
    },
    stateAfter: (isFlushed) => {
      const held = isFlushed && (key !== undefined || mayBeginAt !== undefined) ? stream.heldRecord : undefined;
      const after = held === undefined ? key : nextKey(key, held).open;
      return { ...stream.stateAfter(isFlushed), ...(after === undefined ? {} : { key: after }) };
    },
    admits: (shape, reader) => stream.admits(shape, reader),
    sawTime: (timestampMs) => stream.sawTime(timestampMs),
    couldContinue: (text) => stream.couldContinue(text),
    seed: stream.seed,
    get number() {
      return stream.number;
    },
    // Inside a key every line is read: which of them are its body follows from their order.
    get standing() {
      return key === undefined && mayBeginAt === undefined ? stream.standing : 'bound';
    },
  };
};
