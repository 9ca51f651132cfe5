import { describe, expect, it } from '@jest/globals';
import { policyOf } from '@bellwether/settings';
import { readDocument } from '@bellwether/settings/documents';

const policyWith = (rule: object) => {
  const read = readDocument('thresholds', { version: 2, thresholds: { rules: [rule] } });
  if (!read.ok) throw new Error(read.problems.join(' '));
  return policyOf(read.document.content);
};

describe('the policy of a thresholds document', () => {
  it.each([
    [{ leastEvents: 100 }, 100],
    [{}, 20],
  ])('judges the share of errors from the number of events that %j asks for', (given, minEvents) => {
    const { thresholds } = policyWith({ name: 'share', kind: 'error_ratio', ratioAbove: 0.05, ...given });
    expect(thresholds).toEqual([
      {
        ...{ name: 'share', kind: 'error_ratio', ratioAbove: 0.05, minEvents },
        ...{ severity: 'ERROR', atLeast: 1, windows: 1, findingSeverity: 'ERROR' },
      },
    ]);
  });

  it('leaves the other rules as they are', () => {
    const rule = { name: 'many', kind: 'errors', atLeast: 11, severity: 'ERROR', windows: 1, findingSeverity: 'ERROR' };
    expect(policyWith(rule)).toEqual({
      alertMinSeverity: 'WARNING',
      anomalyMinScore: 0,
      learningMs: 24 * 3_600_000,
      thresholds: [rule],
    });
  });
});
