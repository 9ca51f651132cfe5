import { minuteMs } from '@bellwether/log-events';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  compileRules,
  createMiner,
  createUnderstander,
  type DetectionRule,
  openStream,
  type RecordOrigin,
  scopeOf,
  scopeOfRecord,
  type UnderstoodEvent,
} from '@bellwether/log-model';
import { cloudTrailRecord } from '@bellwether/testkit';
import { noonMs, sequenceOf } from '../event-factory.ts';

const origin: RecordOrigin = { account: '111122223333', region: 'eu-west-1', logGroup: '/app/web', logStream: 'i-1' };

const rule: DetectionRule = {
  id: 'trail-stopped',
  title: 'A trail was stopped',
  description: 'Someone stopped a trail.',
  severity: 'CRITICAL',
  score: 0.9,
  dataset: 'cloudtrail',
  selections: { stopped: { 'event.action': 'StopLogging' } },
  condition: 'stopped',
  dedupeBy: ['user.name'],
  resources: { user: 'user.name' },
  attack: { tactic: 'TA0005', technique: 'T1562.008' },
  references: [],
};

/** Understands lines of one stream, in order, with fresh knowledge. */
const understandAll = (
  lines: readonly string[],
  of: RecordOrigin = origin,
  rules: readonly DetectionRule[] = [rule],
): readonly UnderstoodEvent[] => {
  const understander = createUnderstander({ miner: createMiner(), rules: compileRules(rules) });
  const stream = openStream(of, { receivedMs: noonMs });
  const outcomes = lines.flatMap((text, ordinal) => stream.push({ text }, ordinal)).concat(stream.flush());
  return outcomes.flatMap(({ outcome, ordinal }) =>
    outcome.kind === 'record'
      ? [
          understander.understand(outcome.record, {
            origin: of,
            sequence: sequenceOf(ordinal),
            arrivalMs: noonMs,
            fallbackId: `line-${ordinal}`,
            provenance: { ingestionPath: 'stream', origin: of, declaredDataset: outcome.record.dataset },
          }),
        ]
      : [],
  );
};

const at = (minutes: number, text: string): string => `${new Date(noonMs + minutes * minuteMs).toISOString()} ${text}`;
const rulesOf = (events: readonly UnderstoodEvent[]): readonly string[] =>
  events.flatMap(({ evidence }) => evidence.map((found) => found.evidence.rule));

describe('understanding a record', () => {
  it('gives its event a severity, a category, a position and a template', () => {
    const [first, second] = understandAll([
      at(0, 'ERROR connection to 10.0.0.7 timed out after 30 s'),
      at(1, 'ERROR connection to 10.0.0.9 timed out after 31 s'),
    ]);
    expect(first?.event).toMatchObject({
      id: 'line-0',
      timestampMs: noonMs,
      dataset: 'application',
      ...origin,
      severity: 'ERROR',
      category: 'timeout',
    });
    expect(second?.event.templateId).toBe(first?.event.templateId);
    expect(second?.sequence).toBe(sequenceOf(1));
  });

  it('takes the time of arrival where the record tells none', () => {
    expect(understandAll(['no time at all'])[0]?.event.timestampMs).toBe(noonMs);
  });

  it('belongs to the scope that was given for its record beforehand', () => {
    const texts = [at(0, 'INFO up'), JSON.stringify(cloudTrailRecord({ recipientAccountId: '444455556666' })), 'plain'];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.boolean(), fc.boolean(), (text, hasAccount, hasGroup) => {
        const of = { ...origin, account: hasAccount ? origin.account : '', logGroup: hasGroup ? origin.logGroup : '' };
        const [outcome] = ((stream) => [...stream.push({ text }, 0), ...stream.flush()])(
          openStream(of, { receivedMs: noonMs }),
        );
        const [understood] = understandAll([text], of);
        if (outcome?.outcome.kind !== 'record' || !understood) throw new Error('The line was not read.');
        expect(scopeOf(understood.event)).toBe(scopeOfRecord(outcome.outcome.record, of));
      }),
    );
  });

  it('lets no secret through: not in the message, the attributes, nor in what a rule quotes', () => {
    const key = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
    const [understood] = understandAll([
      JSON.stringify(
        cloudTrailRecord({
          userIdentity: { type: 'IAMUser', userName: key, accountId: '111122223333' },
          requestParameters: { name: 'main', password: 'hunter2hunter2' },
        }),
      ),
    ]);
    expect(understood?.evidence).toHaveLength(1);
    expect(JSON.stringify(understood)).not.toContain(key);
    expect(JSON.stringify(understood)).not.toContain('hunter2');
  });
});

describe('the evidence in a record', () => {
  it('are what rules say about it', () => {
    const [understood] = understandAll([JSON.stringify(cloudTrailRecord())]);
    expect(understood?.evidence).toMatchObject([
      {
        sequence: sequenceOf(0),
        scope: '111122223333:/app/web',
        evidence: {
          kind: 'rule',
          rule: 'trail-stopped',
          severity: 'CRITICAL',
          score: 0.9,
          resources: { user: 'ana' },
          attack: { tactic: 'TA0005', technique: 'T1562.008' },
        },
      },
    ]);
    expect(understood?.evidence[0]?.evidence.reasons.at(-1)).toBe('Someone stopped a trail.');
  });

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'a new failure in a scope that is known for three hours',
      [at(0, 'INFO up'), at(181, 'ERROR ledger is closed')],
      ['template-new'],
    ],
    ['a new failure in a scope that still learns', [at(0, 'INFO up'), at(179, 'ERROR ledger is closed')], []],
    [
      'a critical failure in a scope that still learns',
      [at(0, 'INFO up'), at(6, 'FATAL ledger is closed')],
      ['template-new'],
    ],
    ['a critical failure that the scope began with', [at(0, 'INFO up'), at(4, 'FATAL ledger is closed')], []],
    ['a failure known from before', [at(0, 'ERROR ledger is closed'), at(181, 'ERROR ledger is closed')], []],
    ['new words that are no failure', [at(0, 'INFO up'), at(181, 'INFO down')], []],
    [
      'a new failure that goes on for more than half an hour',
      [
        at(0, 'INFO up'),
        at(181, 'ERROR ledger is closed'),
        at(210, 'ERROR ledger is closed'),
        at(212, 'ERROR ledger is closed'),
      ],
      ['template-new', 'template-new'],
    ],
  ])('at %s', (_, lines, rules) => {
    expect(rulesOf(understandAll(lines))).toEqual(rules);
  });

  it('name the template of a new failure, and need more than one event of it', () => {
    const evidence = understandAll([at(0, 'INFO up'), at(181, 'ERROR ledger 17 is closed')])[1]?.evidence[0]?.evidence;
    expect(evidence).toMatchObject({
      kind: 'anomaly',
      severity: 'ERROR',
      title: '/app/web: ledger 17 is closed',
      threshold: { count: 3 },
    });
    expect(evidence?.reasons[0]).toMatch(/^A kind of failure not seen before: ledger <\w+> is closed$/);
  });

  it.each([
    ['a critical one', 'FATAL ledger 17 is closed', 1],
    ['a Java exception', 'ERROR ledger 17 is closed\n\tat com.example.Ledger.open(Ledger.java:7)', 1],
    ['a message that only names an exception', 'ERROR no exception at all', 3],
  ])('need so many events: of %s', (_, line, count) => {
    const evidence = understandAll([at(0, 'INFO up'), at(181, line)])[1]?.evidence[0]?.evidence;
    expect(evidence?.threshold).toEqual({ count });
  });

  it('knows a scope since its templates were first seen, when they come from an earlier process', () => {
    const miner = createMiner();
    miner.restore([
      {
        id: 't1',
        scope: '111122223333:/app/web',
        text: 'up',
        birthText: 'up',
        count: 4,
        firstSeenMs: noonMs - 240 * minuteMs,
      },
    ]);
    const understander = createUnderstander({ miner, rules: compileRules([]) });
    const stream = openStream(origin, { receivedMs: noonMs });
    const [outcome] = [...stream.push({ text: at(0, 'ERROR ledger is closed') }, 0), ...stream.flush()];
    if (outcome?.outcome.kind !== 'record') throw new Error('The line was not read.');
    const position = { origin, sequence: sequenceOf(0), arrivalMs: noonMs, fallbackId: 'line-0' };
    expect(rulesOf([understander.understand(outcome.outcome.record, position)])).toEqual(['template-new']);
  });
});

it('understands the same lines the same way, whatever they are', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 80 }), { maxLength: 12 }), (lines) => {
      expect(understandAll(lines)).toEqual(understandAll(lines));
    }),
    { numRuns: 60 },
  );
});
