import { countWindowMs, minuteMs, windowStart, type Finding } from '@bellwether/log-events';
import type { DetectionRule, RuleAbsence } from '@bellwether/detection-engine';
import type { WindowCounts } from '../count/contribution.ts';
import { evidenceOfMatch } from '../detectors/rule-match.ts';
import { counterScopeOf, eventsFieldOf, findingIdOf, findingWindowMs } from './candidate.ts';

/** A rule that waits for something to follow. */
export type AbsenceRule = DetectionRule & { readonly absence: RuleAbsence };

export const isAbsenceRule = (rule: DetectionRule): rule is AbsenceRule => rule.absence !== undefined;

/** How long after the end of a wait records may still come, in milliseconds: CloudTrail delivers within a quarter of an hour. */
export const absenceSettlesMs = 15 * minuteMs;

/** Milliseconds from the beginning of the count window of a match to when its absence can be judged. */
export const absenceWaitMs = ({ absence }: AbsenceRule): number =>
  countWindowMs + absence.withinMinutes * minuteMs + absenceSettlesMs;

/** The two rows of counters, in each window, of a rule in an account. */
export const counterScopesOf = (rule: string, account: string): readonly string[] =>
  ['0', 'f'].map((key) => counterScopeOf({ rule }, account, key));

const valueMark = '/value:';

/** What waited: its counter's key, and where it was and what it is about. */
const waitingIn = (field: string, count: number) => {
  const at = field.indexOf(valueMark);
  const [scope, region, dedupeKey] = field.slice(at + valueMark.length).split('|');
  if (at < 0 || scope === undefined || region === undefined || dedupeKey === undefined) return [];
  try {
    return [
      {
        key: field.slice(0, at),
        scope: decodeURIComponent(scope),
        region: decodeURIComponent(region),
        dedupeKey: decodeURIComponent(dedupeKey),
        count,
      },
    ];
  } catch (error) {
    // A name that was cut in the middle of an escape: too long to say what it is about.
    if (error instanceof URIError) return [];
    throw error;
  }
};

const secondsIso = (timeMs: number): string => new Date(timeMs).toISOString().replace('.000Z', 'Z');

/** A match that was not followed: its rule, when its count window began, and until when it was waited for. */
interface Unfollowed {
  readonly rule: AbsenceRule;
  /** Title of the rule that must follow. */
  readonly end: string;
  readonly account: string;
  readonly beganMs: number;
  readonly untilMs: number;
}

const findingOf = (
  { rule, end, account, beganMs, untilMs }: Unfollowed,
  { scope, region, dedupeKey, count }: ReturnType<typeof waitingIn>[number],
): Finding => {
  const windowStartMs = windowStart(beganMs, findingWindowMs);
  const reasons = [
    `"${end}" did not follow within ${rule.absence.withinMinutes} minutes, until ${secondsIso(untilMs)}.`,
    `It is about ${dedupeKey}.`,
  ];
  const evidence = evidenceOfMatch(rule, { dedupeKey, resources: {}, reasons });
  return {
    id: findingIdOf(rule.id, account, dedupeKey, windowStartMs),
    kind: evidence.kind,
    rule: rule.id,
    title: evidence.title,
    severity: evidence.severity,
    score: evidence.score,
    reasons: evidence.reasons,
    scope,
    dataset: rule.dataset,
    account,
    region,
    dedupeKey,
    resources: {},
    evidence: [],
    windowStartMs,
    firstSeenMs: beganMs,
    lastSeenMs: untilMs,
    count,
    provenance: 'declared',
    ...(evidence.attack === undefined ? {} : { attack: evidence.attack }),
    ...(rule.mode === 'shadow' ? { isShadow: true as const } : {}),
  };
};

/**
 * What was not followed by what must follow it: matches of a rule of absence in whose windows, and the time after them, the counters know no
 * match of the other rule about the same thing. Judging the same rows again gives the same findings.
 *
 * @param began  the rule's rows, whose waits are over
 * @param ended  the other rule's rows, from the first of `began` to the end of its last wait
 * @param end  title of the other rule
 */
export const absencesIn = (
  rule: AbsenceRule,
  end: string,
  account: string,
  began: readonly WindowCounts[],
  ended: readonly WindowCounts[],
): readonly Finding[] => {
  const endings = new Map<string, number[]>();
  for (const { windowStartMs, fields } of ended)
    for (const field of Object.keys(fields)) {
      const times = endings.get(field) ?? [];
      times.push(windowStartMs);
      endings.set(field, times);
    }
  return began.flatMap(({ windowStartMs: beganMs, fields }) => {
    const untilMs = beganMs + countWindowMs + rule.absence.withinMinutes * minuteMs;
    const isOver = (key: string): boolean =>
      (endings.get(eventsFieldOf(key)) ?? []).some((endedMs) => endedMs >= beganMs && endedMs < untilMs);
    return Object.entries(fields)
      .flatMap(([field, count]) => waitingIn(field, count))
      .filter(({ key }) => !isOver(key))
      .map((waiting) => findingOf({ rule, end, account, beganMs, untilMs }, waiting));
  });
};
