import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRules } from '../src/compile-rules.ts';
import { matchRules } from '../src/match-rules.ts';
import type { DetectionRule, Selection } from '../src/rule.ts';
import { eventOf, ruleOf } from './rule-factory.ts';
import { sigma } from './sigma/sigma-factory.ts';

const names = ['StopLogging', 'DeleteTrail', 'GetObject', ''];
const sources = ['s3', 'iam', 'trail'];

/** Lines as rules have them: about the fields that are dispatched by, about others, and about what is missing. */
const lines: readonly Selection[] = [
  ...names.slice(0, 3).map((eventName) => ({ eventName })),
  ...sources.map((eventSource) => ({ eventSource })),
  ...sources.flatMap((eventSource) => names.slice(0, 3).map((eventName) => ({ eventSource, eventName }))),
  { 'eventName|startswith': 'Stop' },
  { 'eventName|contains': 'e', eventSource: 's3' },
  { 'eventName|exists': false },
  { eventSource: null },
  { eventName: '' },
  { errorCode: 'Denied' },
  { errorCode: 'Denied', eventSource: ['s3', 'iam'] },
  { 'n|gt': 3 },
  { eventName: ['StopLogging', 'GetObject'], user: 'alice' },
];

const rules: readonly DetectionRule[] = [undefined, 'sigma' as const].flatMap((dialect) =>
  lines.flatMap((line, index) =>
    ['s', 's and not f', 'not s'].map((condition, at) =>
      ruleOf({
        id: `${dialect ?? 'own'}-${index}-${at}`,
        selections: { s: line, f: { user: 'bot' } },
        condition,
        ...(dialect === undefined ? {} : { dialect }),
      }),
    ),
  ),
);
const together = compileRules(rules, { sigma });
const alone = rules.map((rule) => compileRules([rule], { sigma }));

const value = (...texts: readonly string[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<unknown>(...texts) },
    fc.constantFrom<unknown>(null, undefined, 5, ['GetObject', 's3'], ['GetObject', 'GetObject'], { a: 1 }, 'x'.repeat(200), 'sTOPlogging'), // prettier-ignore
  );

describe('dispatch of many rules by some fields', () => {
  it('matches what each rule matches alone, in the order of the rules', () => {
    expect(together.byDataset.get('cloudtrail')?.dispatch).toBeDefined();
    expect(alone[0]?.byDataset.get('cloudtrail')?.dispatch).toBeUndefined();
    const fields = fc.record({
      eventName: value(...names),
      eventSource: value(...sources),
      errorCode: value('Denied'),
      user: value('alice', 'bot'),
      n: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(fields, fields, fc.boolean(), (document, attributes, hasAttributes) => {
        const given = Object.fromEntries(Object.entries(attributes).filter(([, one]) => typeof one === 'string' || typeof one === 'number')); // prettier-ignore
        const event = eventOf(hasAttributes ? { attributes: given as Record<string, string | number> } : {});
        const wanted = alone.flatMap((one) => matchRules(one, event, document).map(({ rule }) => rule.id));
        // Twice: decided anew, and remembered.
        for (let time = 0; time < 2; time += 1)
          expect(matchRules(together, event, document).map(({ rule }) => rule.id)).toEqual(wanted);
      }),
    );
  });

  it('remembers a bounded number of values', () => {
    for (let index = 0; index < 5_000; index += 1) matchRules(together, eventOf(), { eventName: `Get${index}`, eventSource: 's3' }); // prettier-ignore
    const found = matchRules(together, eventOf(), { eventName: 'StopLogging', eventSource: 's3' });
    expect(found.map(({ rule }) => rule.id)).toContain('own-0-0');
  });
});
