import { oneLine } from '@bellwether/log-model';
import { joinFindings, type ReportFacts } from '@bellwether/report';

const maxTitle = 200;

/**
 * What is new since the last look at a stream, a line each: findings and failures that were not seen before.
 *
 * @example // 2026-01-15T12:00:05.000Z  ERROR     orders: connection refused (3)
 */
export const createLiveLines = (): ((facts: Pick<ReportFacts, 'findings' | 'failures'>) => readonly string[]) => {
  const seen = new Set<string>();
  return (facts) => {
    const { findings, failures } = joinFindings(facts.findings, facts.failures ?? []);
    const all = [...findings, ...failures].map((one) => ({ ...one, key: `${one.severity} ${one.title}` }));
    const fresh = all.filter(({ key }) => !seen.has(key));
    for (const { key } of fresh) seen.add(key);
    return fresh
      .toSorted((left, right) => left.firstSeenMs - right.firstSeenMs)
      .map(
        ({ firstSeenMs, severity, title, count }) =>
          `${new Date(firstSeenMs).toISOString()}  ${severity.padEnd(8)}  ${oneLine(title, maxTitle)} (${count})`,
      );
  };
};
