import { severityNumberOf, type Finding } from '@bellwether/log-model';
import type { FailureFact } from './facts.ts';
import { sortFindings } from './figures.ts';

/** A finding as people read it: with the findings that belong to the same failure. */
export interface JoinedFinding extends Finding {
  /** The other findings of the failure. */
  readonly joined: readonly { readonly id: string; readonly rule: string; readonly title: string }[];
  /** The failure that it reports; absent where no failure belongs to it. */
  readonly failure?: FailureFact;
}

/** Findings and failures as they are shown: what a finding reports is not repeated among the failures. */
export interface JoinedFacts {
  readonly findings: readonly JoinedFinding[];
  readonly failures: readonly FailureFact[];
}

/** A finding this close to a failure's events may belong to it: windows are five minutes long. Milliseconds. */
const slackMs = 5 * 60_000;

/** Findings that count events say that something happens; rules, including those that count, say what. */
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
 * Joins findings with the failures that they report: one failure, one entry, with the message itself as its headline. A finding of a
 * rule keeps its own headline; what the counters saw of a failure becomes part of it.
 */
export const joinFindings = (findings: readonly Finding[], failures: readonly FailureFact[]): JoinedFacts => {
  const byFailure = new Map<FailureFact, Finding[]>();
  const alone: JoinedFinding[] = [];
  for (const finding of sortFindings(findings)) {
    const failure = isCounted(finding) ? failures.find((one) => belongs(finding, one)) : undefined;
    if (failure === undefined) alone.push({ ...finding, joined: [] });
    else byFailure.set(failure, [...(byFailure.get(failure) ?? []), finding]);
  }
  const joined = failures.flatMap((failure) => {
    const [first, ...others] = byFailure.get(failure) ?? [];
    return first === undefined ? [] : [asMatter(failure, [first, ...others])];
  });
  return {
    findings: bySeverity([...joined, ...alone]),
    failures: failures.filter((failure) => !byFailure.has(failure)),
  };
};

/** Most severe first; failures before findings without one, otherwise in the order given. */
const bySeverity = (findings: readonly JoinedFinding[]): readonly JoinedFinding[] =>
  findings.toSorted((left, right) => severityNumberOf[right.severity] - severityNumberOf[left.severity]);
