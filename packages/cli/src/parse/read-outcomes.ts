import {
  decodeEnvelope,
  expandBatches,
  isBatch,
  openStream,
  type RawRecord,
  type ReadOutcome,
  type RecordOrigin,
  type StreamOutcome,
} from '@bellwether/log-model';
import { isEnvelope, type Unit } from '@bellwether/pipeline';

/** What became of one line, or of one record of a document. */
export interface LineOutcome {
  /** Number of the line, or of the object in its document; from 1. */
  readonly line: number;
  readonly origin: RecordOrigin;
  readonly raw: RawRecord;
  readonly outcome: ReadOutcome;
  /** Line of the record that a continuation belongs to. */
  readonly recordLine?: number;
}

/** Reads the units of one input; gives every unit's outcome once, in the order of the input. */
export interface OutcomeReader {
  take(unit: Unit): readonly LineOutcome[];
  /** Closes what is held open. */
  end(): readonly LineOutcome[];
}

const failed = (line: number, origin: RecordOrigin, text: string, failure: LineOutcome['outcome']): LineOutcome => ({
  line,
  origin,
  raw: { text },
  outcome: failure,
});

/**
 * Reads units in order as one log stream; an envelope or a batch among them is a stream of its own, whose events share its
 * line.
 *
 * @param receivedMs  resolves missing years, epoch milliseconds UTC
 */
export const createOutcomeReader = (origin: RecordOrigin, receivedMs: number): OutcomeReader => {
  const stream = openStream(origin, { receivedMs });
  let line = 0;
  let recordLine: number | undefined;

  const withOrigin = (outcomes: readonly StreamOutcome[], of: RecordOrigin, envelopeLine?: number): LineOutcome[] =>
    outcomes.map(({ ordinal, raw, outcome }) => {
      const at = envelopeLine ?? ordinal;
      if (outcome.kind !== 'dropped') recordLine = at;
      const isContinuation = outcome.kind === 'dropped' && outcome.reason === 'continuation';
      return {
        line: at,
        origin: of,
        raw,
        outcome,
        ...(isContinuation && recordLine !== undefined ? { recordLine } : {}),
      };
    });

  const takeEnvelope = (text: string): readonly LineOutcome[] | undefined => {
    const envelope = decodeEnvelope(new TextEncoder().encode(text));
    switch (envelope.kind) {
      case 'other':
        return undefined;
      case 'control':
        return [failed(line, origin, text, { kind: 'dropped', reason: 'control_message' })];
      case 'failure':
        return [failed(line, origin, text, envelope)];
      case 'data': {
        const inner = { ...origin, ...envelope.origin };
        const events = openStream(inner, { receivedMs });
        const lines = expandBatches(envelope.events);
        const outcomes = lines.flatMap((event, index) => events.push(event, index)).concat(events.flush());
        const broken = Array.from({ length: envelope.unreadable }, () =>
          failed(line, inner, '', {
            kind: 'failure',
            failure: { code: 'bad_shape', format: 'cloudwatch-envelope', field: 'logEvents' },
          }),
        );
        return [...withOrigin(outcomes, inner, line), ...broken];
      }
      default:
        return envelope satisfies never;
    }
  };

  /** Records of an OTLP batch, as an envelope's events: all of them share the batch's line. */
  const takeBatch = (text: string): readonly LineOutcome[] => {
    const records = openStream(origin, { receivedMs });
    const outcomes = expandBatches([{ text }]).flatMap((record, index) => records.push(record, index));
    return withOrigin([...outcomes, ...records.flush()], origin, line);
  };

  return {
    take: (unit) => {
      line += 1;
      if (unit.kind === 'failure') {
        const before = withOrigin(stream.flush(), origin);
        return [...before, failed(line, origin, unit.excerpt, { kind: 'failure', failure: unit.failure })];
      }
      const events = isEnvelope(unit.text)
        ? takeEnvelope(unit.text)
        : isBatch(unit.text)
          ? takeBatch(unit.text)
          : undefined;
      // An envelope continues nothing, so what is held before it is whole.
      if (events !== undefined) return [...withOrigin(stream.flush(), origin), ...events];
      return withOrigin(stream.push({ text: unit.text }, line), origin);
    },
    end: () => withOrigin(stream.flush(), origin),
  };
};
