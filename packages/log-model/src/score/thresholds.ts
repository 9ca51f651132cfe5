import type { WindowCounts } from '../count/contribution.ts';
import type { ObservedEvidence } from '../detectors/evidence.ts';
import { severities, countWindowMs } from '@bellwether/log-events';
import { compileGlob } from './compile-glob.ts';
import type { ThresholdRule } from './threshold-rule.ts';

/** Begins the rule of every finding that a fixed threshold made. */
export const thresholdRulePrefix = 'threshold-';

const titles: Readonly<Record<ThresholdRule['kind'], string>> = {
  errors: 'More errors than allowed',
  critical: 'Critical events',
  error_ratio: 'A larger share of errors than allowed',
};

interface Measured {
  readonly events: number;
  /** Events that the rule counts against its threshold. */
  readonly errors: number;
}

const measure = (rule: ThresholdRule, row: WindowCounts | undefined): Measured => {
  if (row === undefined) return { events: 0, errors: 0 };
  const least = rule.kind === 'critical' ? 'CRITICAL' : (rule.severity ?? 'ERROR');
  const counted = severities.slice(0, severities.indexOf(least) + 1);
  const errors = counted.reduce((sum, severity) => sum + (row.fields[`severity:${severity}`] ?? 0), 0);
  return { events: row.fields['events'] ?? 0, errors };
};

const isReached = (rule: ThresholdRule, { events, errors }: Measured): boolean => {
  if (errors < rule.atLeast) return false;
  if (rule.kind !== 'error_ratio') return true;
  return events >= Math.max(1, rule.minEvents ?? 1) && errors / events > (rule.ratioAbove ?? 0);
};

const percent = (share: number): string => `${Math.round(share * 1_000) / 10} %`;

const whatCounts = (rule: ThresholdRule): string => {
  if (rule.kind === 'critical') return 'critical events';
  return rule.severity === undefined || rule.severity === 'ERROR' ? 'errors' : `events of ${rule.severity} or worse`;
};

/** How far above the threshold, in [0.5, 1]: one half where it is just reached. */
const scoreOf = (rule: ThresholdRule, { events, errors }: Measured): number =>
  rule.kind === 'error_ratio' ? 1 - (rule.ratioAbove ?? 0) / (2 * (errors / events)) : 1 - rule.atLeast / (2 * errors);

const reasonsOf = (rule: ThresholdRule, { events, errors }: Measured): readonly string[] => {
  const minutes = countWindowMs / 60_000;
  const observed =
    rule.kind === 'error_ratio'
      ? `${errors} of ${events} events in ${minutes} minutes were ${whatCounts(rule)}: ${percent(errors / events)}, where ${percent(rule.ratioAbove ?? 0)} are allowed.`
      : `${errors} ${whatCounts(rule)} in ${minutes} minutes, where ${rule.atLeast} are too many.`;
  return rule.windows === 1 ? [observed] : [observed, `It was so for ${rule.windows} windows in a row.`];
};

const evidenceOf = (
  rule: ThresholdRule,
  measured: readonly Measured[],
  windowStartMs: number,
  scope: string,
): ObservedEvidence => {
  const newest = measured[0] ?? { events: 0, errors: 0 };
  return {
    kind: 'threshold',
    rule: `${thresholdRulePrefix}${rule.name}`,
    title: `${titles[rule.kind]}: ${scope}`,
    severity: rule.findingSeverity,
    score: scoreOf(rule, newest),
    reasons: reasonsOf(rule, newest),
    dedupeKey: scope,
    resources: {},
    observed: {
      firstSeenMs: windowStartMs - (rule.windows - 1) * countWindowMs,
      lastSeenMs: windowStartMs + countWindowMs - 1,
      count: measured.reduce((sum, { errors }) => sum + errors, 0),
    },
  };
};

/** Judges one closed window of one scope; `rows` are the scope's, of that window and those before it. */
export type ThresholdJudge = (rows: readonly WindowCounts[], windowStartMs: number) => readonly ObservedEvidence[];

/**
 * Compiles rules once; the judge of a scope then looks only at the rules that are for it.
 *
 * A finding is decided by the counters of its windows alone and has the id of rule, scope and finding window: judging a window
 * again, or windows in another order, gives the same findings, and events that come late can bring an `errors` or `critical`
 * finding but take none away.
 *
 * @returns the judge of a scope, or `undefined` when no rule is for it
 */
export const compileThresholds = (rules: readonly ThresholdRule[]): ((scope: string) => ThresholdJudge | undefined) => {
  const compiled = rules.map((rule) => ({ rule, globs: rule.scopes?.map(compileGlob) }));
  return (scope) => {
    const mine = compiled.filter(({ globs }) => globs?.some((matches) => matches(scope)) ?? true);
    if (mine.length === 0) return undefined;
    return (rows, windowStartMs) => {
      const byStart = new Map(rows.map((row) => [row.windowStartMs, row]));
      return mine.flatMap(({ rule }) => {
        const measured: Measured[] = [];
        for (let steps = 0; steps < rule.windows; steps += 1) {
          const window = measure(rule, byStart.get(windowStartMs - steps * countWindowMs));
          if (!isReached(rule, window)) return [];
          measured.push(window);
        }
        return [evidenceOf(rule, measured, windowStartMs, scope)];
      });
    };
  };
};
