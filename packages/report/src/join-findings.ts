import { severityNumberOf, type Finding } from '@bellwether/log-model';
import type { FailureFact } from './facts.ts';
import { sortFindings } from './figures.ts';

/** A finding as people read it: with the findings that belong to the same matter. */
export interface JoinedFinding extends Finding {
  /** The other findings of the matter. */
  readonly joined: readonly { readonly id: string; readonly rule: string; readonly title: string }[];
  /** The matter that it tells of; absent where no failure goes with it. */
  readonly failure?: FailureFact;
}

/** Findings and failures as they are shown: what a finding tells of is not repeated among the failures. */
export interface JoinedFacts {
  readonly findings: readonly JoinedFinding[];
  readonly failures: readonly FailureFact[];
}

/** What comes this close to a matter's events may belong to it: windows are five minutes long. Milliseconds. */
const slackMs = 5 * 60_000;

/** Findings that count events tell that something happens; rules, also those that count, say themselves what. */
const isCounted = ({ kind, attack }: Finding): boolean =>
  kind === 'anomaly' || (kind === 'threshold' && attack === undefined);

const belongs = (finding: Finding, failure: FailureFact): boolean =>
  failure.trend !== 'steady' &&
  failure.scopes.includes(finding.scope) &&
  finding.firstSeenMs <= failure.lastSeenMs + slackMs &&
  finding.lastSeenMs >= failure.firstSeenMs - slackMs;

const joinedOf = ({ id, rule, title }: Finding) => ({ id, rule, title });

const asMatter = (failure: FailureFact, findings: readonly [Finding, ...Finding[]]): JoinedFinding => {
  const [first, ...others] = findings;
  const severity =
    severityNumberOf[failure.severity] > severityNumberOf[first.severity] ? failure.severity : first.severity;
  const { title, firstSeenMs, lastSeenMs, count } = failure;
  return {
    ...first,
    title,
    severity,
    firstSeenMs,
    lastSeenMs,
    count,
    score: Math.max(...findings.map(({ score }) => score)),
    reasons: [...failure.reasons, ...first.reasons],
    joined: others.map(joinedOf),
    failure,
  };
};

/**
 * Joins findings with the failures that they tell of: one matter, one entry, with the message itself as its headline. A finding of a
 * rule keeps its own headline; what the counters saw of a matter becomes part of it.
 */
export const joinFindings = (findings: readonly Finding[], failures: readonly FailureFact[]): JoinedFacts => {
  const byFailure = new Map<FailureFact, Finding[]>();
  const alone: JoinedFinding[] = [];
  for (const finding of sortFindings(findings)) {
    const failure = isCounted(finding) ? failures.find((one) => belongs(finding, one)) : undefined;
    if (failure === undefined) alone.push({ ...finding, joined: [] });
    else byFailure.set(failure, [...(byFailure.get(failure) ?? []), finding]);
  }
  const matters = failures.flatMap((failure) => {
    const [first, ...others] = byFailure.get(failure) ?? [];
    return first === undefined ? [] : [asMatter(failure, [first, ...others])];
  });
  return {
    findings: bySeverity([...matters, ...alone]),
    failures: failures.filter((failure) => !byFailure.has(failure)),
  };
};

/** Most severe first; matters before what stands alone, and the order they had otherwise. */
const bySeverity = (findings: readonly JoinedFinding[]): readonly JoinedFinding[] =>
  findings.toSorted((left, right) => severityNumberOf[right.severity] - severityNumberOf[left.severity]);
