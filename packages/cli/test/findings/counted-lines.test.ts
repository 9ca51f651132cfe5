import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayMs, type Finding } from '@bellwether/log-model';
import { makeFinding, sampleTimeMs } from '@bellwether/testkit';
import { countedLinesQuery, moreCommand } from '../../src/findings/counted-lines.ts';

const found = (changes: Partial<Finding>): Finding =>
  makeFinding({
    scope: 'local:orders.log',
    evidence: [],
    firstSeenMs: sampleTimeMs,
    lastSeenMs: sampleTimeMs + 299_999,
    ...changes,
  });
const span = {
  fromMs: sampleTimeMs,
  toMs: sampleTimeMs + 300_000,
  logGroups: ['orders.log'],
  order: 'oldest',
  limit: 5,
};

describe('the lines of a finding that only counted', () => {
  it.each<[string, Partial<Finding>, object]>([
    ['volume-spike', {}, span],
    ['error-spike', {}, { ...span, severities: ['ERROR', 'CRITICAL'] }],
    ['warning-spike', {}, { ...span, severities: ['WARNING'] }],
    ['threshold-many', { kind: 'threshold' }, { ...span, severities: ['WARNING', 'ERROR', 'CRITICAL'] }],
    ['volume-silence', {}, { ...span, fromMs: sampleTimeMs - dayMs, toMs: sampleTimeMs, order: 'newest' }],
  ])('of %s are asked for', (rule, changes, query) => {
    expect(countedLinesQuery(found({ rule, kind: 'anomaly', ...changes }), 5)).toEqual(query);
  });

  it.each(['local:', `local:${'x'.repeat(600)}`])('are not asked for in %s', (scope) => {
    expect(countedLinesQuery(found({ scope }), 5)).toBeUndefined();
  });
});

describe('the command for more', () => {
  it('names the log source and the time, and of what only counted the severities', () => {
    expect(moreCommand(found({ rule: 'error-spike', kind: 'anomaly' }))).toBe(
      `bellwether query "SELECT time, severity, message FROM events WHERE logGroup = 'orders.log' AND timestampMs BETWEEN ${sampleTimeMs} AND ${sampleTimeMs + 299_999} AND severity IN ('ERROR', 'CRITICAL') ORDER BY timestampMs"`,
    );
  });

  it('opens neither the shell nor SQL to the name of a log', () => {
    expect(moreCommand(found({ scope: 'local:a"; rm -rf $HOME `x` \\' }))).toContain(
      `logGroup = 'a\\"; rm -rf \\$HOME \\\`x\\\` \\\\'`,
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (name) => {
        const command = moreCommand(found({ scope: `local:${name}` }));
        if (command === undefined) return;
        const inner = command.slice('bellwether query "'.length, -1);
        expect(inner.replace(/\\["$`\\]/g, '')).not.toMatch(/["$`]/);
        expect(command).not.toMatch(/[\p{Cc}!]/u);
      }),
    );
  });
});
