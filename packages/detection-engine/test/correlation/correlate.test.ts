import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RuleContentError, UnsupportedRuleError } from '../../src/compile-rules.ts';
import { correlate, type CorrelatorLimits } from '../../src/correlation/correlate.ts';
import { readCorrelation } from '../../src/correlation/read-correlation.ts';

type Fields = Readonly<Record<string, string>>;
type Step = readonly [rule: string, second: number, fields?: Fields];

const reading = (correlation: object, more: object = {}): ReturnType<typeof readCorrelation> =>
  readCorrelation({
    title: 'T',
    id: 'c1',
    ...more,
    correlation: { rules: ['a'], 'group-by': ['user'], timespan: '10s', ...correlation },
  });

/** Seconds at which the correlation matched, with what was measured. */
const run = (
  correlation: object,
  steps: readonly Step[],
  limits: Partial<CorrelatorLimits> = {},
): readonly (readonly [number, number])[] => {
  const correlator = correlate([reading(correlation)], limits);
  return steps.flatMap(([rule, second, fields = {}]) =>
    correlator
      .take({ names: [rule], timestampMs: second * 1_000, valueOf: (name) => ({ user: 'u', ...fields })[name] })
      .map(({ value, toMs }) => [toMs / 1_000, value] as const),
  );
};
const value = (v: string): Fields => ({ v });

describe('a correlation', () => {
  it.each<[string, object, readonly Step[], readonly (readonly [number, number])[]]>([
    [
      'event_count reaches its count',
      { type: 'event_count', condition: { gte: 3 } },
      [
        ['a', 0],
        ['a', 4],
        ['a', 9],
      ],
      [[9, 3]],
    ],
    [
      'event_count slides, with no fixed boundary',
      { type: 'event_count', condition: { gte: 3 } },
      [
        ['a', 8],
        ['a', 11],
        ['a', 17],
      ],
      [[17, 3]],
    ],
    [
      'event_count forgets what is older',
      { type: 'event_count', condition: { gte: 3 } },
      [
        ['a', 0],
        ['a', 4],
        ['a', 10],
      ],
      [],
    ],
    [
      'a range has two sides',
      { type: 'event_count', condition: { gt: 1, lte: 2 } },
      [
        ['a', 0],
        ['a', 1],
        ['a', 2],
      ],
      [[1, 2]],
    ],
    [
      'eq',
      { type: 'event_count', condition: { eq: 2 } },
      [
        ['a', 0],
        ['a', 1],
        ['a', 2],
      ],
      [[1, 2]],
    ],
    [
      'groups are counted apart',
      { type: 'event_count', condition: { gte: 2 } },
      [
        ['a', 0],
        ['a', 1, { user: 'w' }],
        ['a', 2],
      ],
      [[2, 2]],
    ],
    [
      'value_count counts distinct values',
      { type: 'value_count', condition: { field: 'v', gte: 2 } },
      [
        ['a', 0, value('x')],
        ['a', 1, value('x')],
        ['a', 2, value('y')],
      ],
      [[2, 2]],
    ],
    [
      'value_sum',
      { type: 'value_sum', condition: { field: 'v', gt: 10 } },
      [
        ['a', 0, value('6')],
        ['a', 1, value('5.5')],
      ],
      [[1, 11.5]],
    ],
    [
      'value_avg',
      { type: 'value_avg', condition: { field: 'v', gte: 4 } },
      [
        ['a', 0, value('2')],
        ['a', 1, value('6')],
      ],
      [[1, 4]],
    ],
    ['value_avg of no numbers', { type: 'value_avg', condition: { field: 'v', gte: 0 } }, [['a', 0, value('x')]], []],
    [
      'value_percentile',
      { type: 'value_percentile', condition: { field: 'v', percentile: 50, eq: 2.5 } },
      [
        ['a', 0, value('2')],
        ['a', 1, value('3')],
      ],
      [[1, 2.5]],
    ],
    [
      'temporal needs every rule, in any order',
      { type: 'temporal', rules: ['a', 'b'] },
      [
        ['b', 0],
        ['b', 1],
        ['a', 2],
      ],
      [[2, 2]],
    ],
    [
      'temporal within its time',
      { type: 'temporal', rules: ['a', 'b'] },
      [
        ['b', 0],
        ['a', 10],
      ],
      [],
    ],
    [
      'temporal_ordered in order',
      { type: 'temporal_ordered', rules: ['a', 'b'] },
      [
        ['a', 0],
        ['b', 2],
      ],
      [[2, 2]],
    ],
    [
      'temporal_ordered not in another order',
      { type: 'temporal_ordered', rules: ['a', 'b'] },
      [
        ['b', 0],
        ['a', 2],
      ],
      [],
    ],
    [
      'an event that is late counts in the windows it belongs to',
      { type: 'event_count', condition: { gte: 3 } },
      [
        ['a', 0],
        ['a', 9],
        ['a', 4],
      ],
      [[9, 3]],
    ],
  ])('%s', (_name, correlation, steps, expected) => {
    expect(run(correlation, steps)).toEqual(expected);
  });

  it('leaves out and counts what comes later than it waits', () => {
    const correlator = correlate([reading({ type: 'event_count', condition: { gte: 1 } })], { lateMs: 5_000 });
    const take = (second: number): number =>
      correlator.take({ names: ['a'], timestampMs: second * 1_000, valueOf: () => 'u' }).length;
    expect([take(100), take(95), take(94)]).toEqual([1, 2, 0]);
    expect(correlator.losses()).toEqual({ late: 1, events: 0, groups: 0 });
  });

  it('groups by aliases, and takes a correlation for a rule of another', () => {
    const many = readCorrelation({
      title: 'Many',
      name: 'many',
      correlation: {
        type: 'event_count',
        rules: ['failed'],
        'group-by': ['user'],
        timespan: '10s',
        condition: { gte: 2 },
      },
    });
    const after = readCorrelation({
      title: 'After',
      id: 'after',
      correlation: {
        type: 'temporal_ordered',
        rules: ['many', 'success'],
        'group-by': ['who'],
        timespan: '1m',
        aliases: { who: { many: 'user', success: 'account' } },
      },
    });
    const correlator = correlate([after, many]);
    const take = (name: string, second: number, fields: Fields): readonly string[] =>
      correlator
        .take({ names: [name], timestampMs: second * 1_000, valueOf: (field) => fields[field] })
        .map(({ rule }) => rule.id);
    expect(take('failed', 0, { user: 'u' })).toEqual([]);
    expect(take('success', 1, { account: 'u' })).toEqual([]);
    expect(take('failed', 2, { user: 'u' })).toEqual(['many']);
    expect(take('success', 3, { account: 'w' })).toEqual([]);
    expect(take('success', 4, { account: 'u' })).toEqual(['after']);
  });

  it('says the same in whatever order events come within its tolerance', () => {
    const events = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        events.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const ends = (seconds: readonly number[]): readonly number[] => {
            const found = run(
              { type: 'event_count', condition: { gte: 3 } },
              seconds.map((second): Step => ['a', second]),
            );
            return [...new Set(found.map(([end]) => end))].toSorted((left, right) => left - right);
          };
          expect(ends(shuffled)).toEqual(ends(all.toSorted((left, right) => left - right)));
        },
      ),
    );
  });

  it('stays within its bounds, and says what it forgot', () => {
    const correlator = correlate([reading({ type: 'event_count', condition: { gte: 1_000 } })], {
      maxGroups: 10,
      maxEventsPerGroup: 5,
    });
    for (let index = 0; index < 100; index += 1)
      correlator.take({ names: ['a'], timestampMs: index, valueOf: () => `u${index % 20}` });
    expect(correlator.losses().groups).toBe(90);
    for (let index = 0; index < 10; index += 1)
      correlator.take({ names: ['a'], timestampMs: 100, valueOf: () => 'one' });
    expect(correlator.losses().events).toBe(5);
  });

  it.each<[string, object, typeof RuleContentError, string]>([
    ['a type that there is not', { type: 'value_mode' }, UnsupportedRuleError, 'the correlation value_mode'],
    [
      'a percentile without its number',
      { type: 'value_percentile', condition: { field: 'v', gte: 1 } },
      UnsupportedRuleError,
      'without its percentile',
    ],
    [
      'a condition of names',
      { type: 'temporal', condition: 'a and not b' },
      UnsupportedRuleError,
      'a correlation condition of names',
    ],
    ['a count without a condition', { type: 'event_count' }, RuleContentError, 'correlation.condition: it is missing'],
    [
      'a condition without a number',
      { type: 'event_count', condition: { gte: '5' } },
      RuleContentError,
      'it is not a number',
    ],
    [
      'a field that is missing',
      { type: 'value_count', condition: { gte: 5 } },
      RuleContentError,
      'correlation.condition.field: it is missing',
    ],
    ['no rules', { type: 'temporal', rules: [] }, RuleContentError, 'correlation.rules: they are missing'],
    ['a time span of another unit', { type: 'temporal', timespan: '2w' }, RuleContentError, 'correlation.timespan'],
  ])('is refused for %s', (_name, correlation, kind, problem) => {
    expect(() => reading(correlation)).toThrow(kind);
    expect(() => reading(correlation)).toThrow(problem);
  });

  it('is refused in a circle', () => {
    const one = reading({ type: 'temporal', rules: ['two'] }, { id: 'one' });
    const two = reading({ type: 'temporal', rules: ['one'] }, { id: 'two' });
    expect(() => correlate([one, two])).toThrow('refers to itself');
  });
});
