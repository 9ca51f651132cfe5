import {
  type Finding,
  type FindingContext,
  maxContextLines,
  maxContextText,
  oneLine,
  windowStart,
} from '@bellwether/log-events';
import { accountOfScope } from '../count/scope.ts';
import { findingIdOf, findingWindowMs, maxEvidence } from '../decide/candidate.ts';
import { failureKeyOf } from '../decide/name-failures.ts';
import { maskValues } from './failure-text.ts';
import type { LedgerContent } from './ledger.ts';
import type { FailureGroup } from './failure-groups.ts';
import type { EvidenceLine } from './records.ts';
import type { Signal } from './signal.ts';

/** Rules of the findings that failure groups make. */
export const failureRules = {
  critical: 'critical-failure',
  exception: 'new-exception',
  silence: 'log-silence',
  clock: 'clock-set-back',
  signIns: 'sign-in-after-failures',
  probe: 'probe-succeeded',
  latency: 'slower-requests',
  growth: 'queue-grows',
  transfer: 'large-transfer',
  secrets: 'secrets-in-log',
} as const;

/** Which rule a signal meets; undefined where it is listed among the failures and makes no finding. */
const ruleOf = (signal: Signal): string | undefined => {
  const { what, severity, onsetMs, isNew, isException } = signal;
  if (onsetMs === undefined) return undefined;
  switch (what) {
    case 'failure':
      if (!isNew) return undefined;
      if (severity === 'CRITICAL') return failureRules.critical;
      return severity === 'ERROR' && isException ? failureRules.exception : undefined;
    case 'silence':
      return failureRules.silence;
    case 'clock':
      return failureRules.clock;
    case 'sign-ins':
      return severity === 'CRITICAL' ? failureRules.signIns : undefined;
    case 'latency':
    case 'growth':
    case 'transfer':
    case 'secrets':
      return failureRules[what];
    case 'probes':
      return severity === 'CRITICAL' ? failureRules.probe : undefined;
    default:
      return undefined;
  }
};

/** Above those of the detector of new kinds: where both see a failure, the ledger's finding leads. */
const scores: Readonly<Partial<Record<Finding['severity'], number>>> = { CRITICAL: 0.95, ERROR: 0.8 };

const reasonOf = (signal: Signal): string => {
  switch (signal.what) {
    case 'failure':
      return signal.severity === 'CRITICAL'
        ? 'Critical, and of a kind that this log had not written before.'
        : 'An exception of a kind that this log had not written before.';
    case 'silence':
      return 'The log wrote nothing for more than three times its longest pause.';
    case 'clock':
      return 'Lines are earlier than the lines before them.';
    case 'latency':
      return 'Requests of this route take at least three times as long as before.';
    case 'growth':
      return 'The number of what waits only grew.';
    case 'transfer':
      return 'One address received far more than all others.';
    case 'secrets':
      return 'Redaction found secrets in lines of this log.';
    default:
      return 'What was tried before without success succeeded.';
  }
};

/** The first lines of a signal, and the last change before its group. */
const contextOfGroup = (lines: readonly EvidenceLine[], { changes }: FailureGroup): FindingContext => {
  const last = changes.findLast(({ isJust }) => isJust) ?? changes.at(-1);
  const at = last && new Date(last.line.timeMs).toISOString().slice(11, 19);
  return {
    lines: lines.slice(0, maxContextLines).map(({ timeMs, location, text }) => ({
      timeMs,
      location: oneLine(location, 120),
      text: oneLine(text, maxContextText),
    })),
    ...(last === undefined
      ? {}
      : {
          change: oneLine(
            `${last.isJust ? 'Just before' : 'Last change before'}, ${at} ${last.location}: ${last.line.text}`,
            maxContextText,
          ),
        }),
  };
};

/**
 * The findings of failure groups, one each: a critical failure of a kind not seen before, from its first line; a new exception; a log that
 * stopped; a clock that was set back; a sign-in or a probe that succeeded after others failed.
 *
 * The finding begins when its group does, so judging the same logs again gives the same id.
 */
export const findingsOfFailures = (
  groups: readonly FailureGroup[],
  content: Pick<LedgerContent, 'sources'>,
): readonly Finding[] => foundFailures(groups, content).map(({ finding }) => finding);

/** A finding of a failure group, with what the detector of new failures calls the same failures. */
export interface FoundFailure {
  readonly finding: Finding;
  /** Whether it says that a failure is new, and not that a log stopped or a clock was set back. */
  readonly isNewFailure: boolean;
  /** Dedupe keys of the detector's findings about the group's kinds in this log source: the ledger knows all their events, so its finding stays. */
  readonly detectedAs: ReadonlySet<string>;
}

/** The findings of failure groups, as `findingsOfFailures`, with what else they are known as. */
export const foundFailures = (
  groups: readonly FailureGroup[],
  { sources }: Pick<LedgerContent, 'sources'>,
): readonly FoundFailure[] =>
  groups.flatMap((group) => {
    const signals = [group.lead, ...group.others];
    const signal = signals.find((one) => ruleOf(one) !== undefined);
    const rule = signal && ruleOf(signal);
    if (signal === undefined || rule === undefined) return [];
    const { scope, location, title, cause, severity, count, firstMs, lastMs, lines } = signal;
    const said = cause === undefined ? title : `${title}: ${cause}`;
    const about = signal.subject === undefined ? signal.what : `${signal.what} ${signal.subject}`;
    const dedupeKey = `${location}: ${signal.kind === undefined ? about : maskValues(said)}`;
    const windowStartMs = windowStart(firstMs, findingWindowMs);
    const finding: Finding = {
      id: findingIdOf(rule, accountOfScope(scope), dedupeKey, windowStartMs),
      kind: 'anomaly' as const,
      rule,
      title: oneLine(`${location}: ${said}`, 300),
      severity,
      score: scores[severity] ?? 0.6,
      reasons: [reasonOf(signal)],
      scope,
      dataset: sources.get(scope)?.dataset ?? ('application' as const),
      account: accountOfScope(scope),
      region: '',
      dedupeKey,
      resources: {},
      evidence: [...new Set(lines.map(({ eventId }) => eventId))].slice(0, maxEvidence),
      windowStartMs,
      firstSeenMs: firstMs,
      lastSeenMs: lastMs,
      count: Math.max(1, count),
      ...(lines.length === 0 ? {} : { context: contextOfGroup(lines, group) }),
    };
    const isNewFailure = rule === failureRules.critical || rule === failureRules.exception;
    const kinds = isNewFailure ? signals.flatMap((one) => (one.scope === scope ? (one.kind ?? []) : [])) : [];
    const detectedAs = new Set(kinds.map((kind) => failureKeyOf(kind.location, kind.key.slice(scope.length + 1))));
    return [{ finding, isNewFailure, detectedAs }];
  });
