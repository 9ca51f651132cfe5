import { describe, expect, it } from '@jest/globals';
import {
  type Finding,
  type FindingState,
  findingStates,
  type NotifyPolicy,
  quietReasonOf,
  severities,
  severityNumberOf,
  shouldNotify,
} from '@bellwether/log-model';
import fc from 'fast-check';

type Asked = Pick<Finding, 'kind' | 'severity' | 'score' | 'isHeldBack' | 'isShadow'>;
const rule: Asked = { kind: 'rule', severity: 'WARNING', score: 0.2 };
const anomaly: Asked = { kind: 'anomaly', severity: 'WARNING', score: 0.5 };
const warnings: NotifyPolicy = { alertMinSeverity: 'WARNING' };
const likely: NotifyPolicy = { alertMinSeverity: 'WARNING', anomalyMinScore: 0.6 };

describe('whether a finding is notified', () => {
  it.each<[string, Asked, FindingState | undefined, NotifyPolicy, string | undefined]>([
    ['severe enough', rule, undefined, warnings, undefined],
    ['more severe than asked for', { ...rule, severity: 'CRITICAL' }, undefined, warnings, undefined],
    ['less severe', { ...rule, severity: 'INFO' }, undefined, warnings, 'severity'],
    ['an anomaly with any score where none is asked for', { ...anomaly, score: 0 }, undefined, warnings, undefined],
    ['an anomaly with too low a score', anomaly, undefined, likely, 'score'],
    ['an anomaly with just the score', { ...anomaly, score: 0.6 }, undefined, likely, undefined],
    ['a rule with a low score, which is asked of anomalies alone', rule, undefined, likely, undefined],
    ['suppressed', rule, 'suppressed', warnings, 'suppressed'],
    ['suppressed and not severe enough', { ...rule, severity: 'INFO' }, 'suppressed', warnings, 'severity'],
    ['in shadow', { ...rule, isShadow: true }, undefined, warnings, 'shadow'],
    ['in shadow and suppressed', { ...rule, isShadow: true }, 'suppressed', warnings, 'shadow'],
    ['held back', { ...rule, isHeldBack: true }, undefined, warnings, 'held_back'],
    ['held back and suppressed', { ...rule, isHeldBack: true }, 'suppressed', warnings, 'held_back'],
    ['resolved, but not seen since', rule, 'resolved', warnings, undefined],
    ['in progress', rule, 'in_progress', warnings, undefined],
  ])('that is %s', (_, finding, status, policy, reason) => {
    expect(quietReasonOf(finding, status, policy)).toBe(reason);
    expect(shouldNotify(finding, status, policy)).toBe(reason === undefined);
  });

  it('never turns to no as a finding becomes more severe or its score rises', () => {
    const finding = fc.record({
      kind: fc.constantFrom('rule' as const, 'anomaly' as const, 'threshold' as const),
      severity: fc.constantFrom(...severities),
      score: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const policy = fc.record({
      alertMinSeverity: fc.constantFrom(...severities),
      anomalyMinScore: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(finding, finding, policy, fc.constantFrom(undefined, ...findingStates), (one, other, of, status) => {
        const severity = severityNumberOf[one.severity] > severityNumberOf[other.severity] ? one.severity : other.severity; // prettier-ignore
        const worse = { ...one, severity, score: Math.max(one.score, other.score) };
        if (shouldNotify(one, status, of)) expect(shouldNotify(worse, status, of)).toBe(true);
      }),
    );
  });
});
