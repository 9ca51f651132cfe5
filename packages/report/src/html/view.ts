import type { FailureFact, ReportFacts } from '../facts.ts';
import { joinFindings, type JoinedFacts, type JoinedFinding } from '../join-findings.ts';
import { timeAxisOf, type TimeAxis } from './time-axis.ts';
import { timesOf, type Times } from './times.ts';

/** What every part of a page needs; made once. */
export interface PageView {
  readonly facts: ReportFacts;
  readonly joined: JoinedFacts;
  /** Findings and failures that are shown; the rest is counted. */
  readonly findings: readonly JoinedFinding[];
  /** Every kind of failure, whether or not a finding reports it. */
  readonly failures: readonly FailureFact[];
  readonly times: Times;
  readonly axis: TimeAxis | undefined;
  /** End of the logs, as far as known, epoch milliseconds UTC. */
  readonly endMs: number;
  /** The anchor of a finding or failure, without the number sign. */
  findingAnchor(id: string): string;
  failureAnchor(id: string): string;
}

export const maxFindings = 200;
export const maxFailures = 200;

/** Anchors of ids: our own ids are letters and digits and stay as they are; anything else becomes its position. */
const anchorsOf = (prefix: string, ids: readonly string[]): ((id: string) => string) => {
  const anchors = new Map<string, string>();
  for (const [index, id] of ids.entries())
    if (!anchors.has(id)) anchors.set(id, `${prefix}-${/^\w{1,80}$/.test(id) ? id : `x-${index}`}`);
  return (id) => anchors.get(id) ?? `${prefix}-none`;
};

export const pageViewOf = (facts: ReportFacts): PageView => {
  const failures = facts.failures ?? [];
  const joined = joinFindings(facts.findings, failures);
  const { period, seen } = facts;
  return {
    facts,
    joined,
    findings: joined.findings.slice(0, maxFindings),
    failures,
    times: timesOf(period),
    axis: timeAxisOf(facts),
    endMs: seen?.lastMs ?? period.endMs,
    findingAnchor: anchorsOf(
      'f',
      joined.findings.map(({ id }) => id),
    ),
    failureAnchor: anchorsOf(
      'k',
      failures.map(({ id }) => id),
    ),
  };
};
