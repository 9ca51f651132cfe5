import { describe, expect, it } from '@jest/globals';
import {
  compileRules,
  createMiner,
  createUnderstander,
  noRedaction,
  openStream,
  parseRedactionPolicy,
  type RedactionPolicy,
  type Understander,
  type UnderstoodEvent,
} from '@bellwether/log-model';
import { knownLineStages } from '../../src/lines/known-line-stages.ts';
import { LineKinds } from '../../src/lines/line-kinds.ts';
import { noonMs, sequenceOf } from '../../../log-model/test/event-factory.ts';

const origin = { account: '111122223333', region: 'eu-west-1', logGroup: '/app/web', logStream: 'i-1' };

const understanderOf = (redaction?: RedactionPolicy): Understander =>
  createUnderstander({
    miner: createMiner(),
    rules: compileRules([]),
    stages: knownLineStages,
    ...(redaction ? { redaction } : {}),
  });

/** Understands lines twice over, so that the second time their line kinds are known. */
const understandAll = (understander: Understander, lines: readonly string[]): readonly UnderstoodEvent[] => {
  const stream = openStream(origin, { receivedMs: noonMs, knownLines: new LineKinds() });
  const outcomes = [...lines, ...lines, ...lines, ...lines]
    .flatMap((text, ordinal) => stream.push({ text }, ordinal))
    .concat(stream.flush());
  return outcomes.flatMap(({ outcome, ordinal }) => {
    if (outcome.kind !== 'record') return [];
    const position = { origin, sequence: sequenceOf(ordinal), arrivalMs: noonMs, fallbackId: `line-${ordinal}` };
    return [understander.understand(outcome.record, position)];
  });
};

const messagesOf = (events: readonly UnderstoodEvent[]): readonly string[] => [
  ...new Set(events.map(({ event }) => event.message)),
];

const line = '2026-01-15T12:00:00Z INFO mail to ann@example.com from 192.0.2.1 took 5 ms';

describe('what is taken out of events', () => {
  it('is secrets and private data when no policy is given, and is counted by class', () => {
    const understander = understanderOf();
    expect(messagesOf(understandAll(understander, [line]))).toEqual([
      'mail to [redacted:email] from 192.0.2.1 took 5 ms',
    ]);
    expect(understander.takeRedactions()).toEqual({ email: 4 });
    expect(understander.takeRedactions()).toEqual({});
  });

  it('is stated with each event that lost something, and never by a mark that its line was written with', () => {
    const understander = understanderOf();
    const forged = '2026-01-15T12:00:01Z INFO mail to [redacted:email] with [redacted:password] sent';
    const understood = understandAll(understander, [line, forged]);
    expect(understood.map(({ redacted }) => redacted)).toEqual(
      Array.from({ length: 4 }, () => [{ email: 1 }, undefined]).flat(),
    );
  });

  it('is nothing when the policy says so', () => {
    const understander = understanderOf(noRedaction);
    expect(messagesOf(understandAll(understander, [line]))).toEqual([
      'mail to ann@example.com from 192.0.2.1 took 5 ms',
    ]);
    expect(understander.takeRedactions()).toEqual({});
  });

  it('is addresses too on request, also in lines of a lineKind that is known', () => {
    const read = parseRedactionPolicy('ip');
    const understander = understanderOf(read.ok ? read.policy : undefined);
    const lines = ['2026-01-15T12:00:00Z INFO peer 192.0.2.1 left', '2026-01-15T12:00:01Z INFO peer 192.0.2.2 left'];
    expect(messagesOf(understandAll(understander, lines))).toEqual(['peer [redacted:ip] left']);
    expect(understander.takeRedactions()).toEqual({ ip: 8 });
  });
});

describe('an exception that names another key each time', () => {
  it('is one new failure', () => {
    const minute = (minutes: number): string => new Date(noonMs + minutes * 60_000).toISOString();
    const lines = [
      `${minute(0)} INFO started`,
      ...['user_id', 'order', 'cart_total'].map((key, index) => `${minute(240 + index)} ERROR KeyError: '${key}'`),
    ];
    const stream = openStream(origin, { receivedMs: noonMs });
    const understander = understanderOf();
    const outcomes = lines.flatMap((text, ordinal) => stream.push({ text }, ordinal)).concat(stream.flush());
    const events = outcomes.flatMap(({ outcome, ordinal }) =>
      outcome.kind === 'record'
        ? [
            understander.understand(outcome.record, {
              origin,
              sequence: sequenceOf(ordinal),
              arrivalMs: noonMs,
              fallbackId: `line-${ordinal}`,
            }),
          ]
        : [],
    );
    const keys = events.flatMap(({ evidence }) => evidence.map((found) => found.evidence.dedupeKey));
    expect(keys.length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(1);
  });
});
