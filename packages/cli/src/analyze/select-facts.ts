import {
  compileGlob,
  severityNumberOf,
  type Dataset,
  type LedgerContent,
  type Severity,
  type Window,
} from '@bellwether/log-model';
import type { FailureFact, ReportFacts } from '@bellwether/report';

/** What of a run is reported. Everything is read and learned whatever it says. */
export interface FactSelection {
  /** Epoch milliseconds UTC. */
  readonly sinceMs?: number;
  readonly untilMs?: number;
  /** The least severe that is reported. */
  readonly minSeverity?: Severity;
  readonly datasets?: readonly Dataset[];
  /** Patterns of log groups, or of files, in which `*` stands for any text. */
  readonly groups?: readonly string[];
}

/** The period of no events: no time at all, rather than the beginning of 1970. */
export const noPeriod: Window = { startMs: Number.NaN, endMs: Number.NaN };

/** Whether anything happened, so that there is a time it happened in. */
export const hasPeriod = ({ period }: Pick<ReportFacts, 'period'>): boolean => !Number.isNaN(period.startMs);

/** The part of a period that is reported; `noPeriod` when nothing of it is. */
export const selectPeriod = ({ startMs, endMs }: Window, { sinceMs, untilMs }: FactSelection): Window => {
  const selected = { startMs: Math.max(startMs, sinceMs ?? startMs), endMs: Math.min(endMs, untilMs ?? endMs) };
  return selected.startMs < selected.endMs ? selected : noPeriod;
};

/**
 * The log sources that are reported.
 *
 * @param sources  says which dataset a log source belongs to
 */
export const selectScopes = (
  scopes: readonly string[],
  sources: LedgerContent['sources'],
  { datasets, groups }: FactSelection,
): readonly string[] => {
  const matchers = groups?.map(compileGlob);
  return scopes.filter((scope) => {
    const source = sources.get(scope);
    if (datasets !== undefined && (source === undefined || !datasets.includes(source.dataset))) return false;
    const group = scope.slice(scope.indexOf(':') + 1);
    return matchers === undefined || matchers.some((matches) => matches(group));
  });
};

interface Seen {
  readonly severity: Severity;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
}

/**
 * Findings and failures as severe as asked for that were seen in the selected time. Their counts and times stay those of the whole failure.
 */
export const selectFacts = <Facts extends Pick<ReportFacts, 'findings' | 'failures'>>(
  facts: Facts,
  { sinceMs, untilMs, minSeverity }: FactSelection,
): Facts => {
  const minNumber = minSeverity === undefined ? 0 : severityNumberOf[minSeverity];
  const isSelected = ({ severity, firstSeenMs, lastSeenMs }: Seen): boolean =>
    severityNumberOf[severity] >= minNumber &&
    lastSeenMs >= (sinceMs ?? lastSeenMs) &&
    firstSeenMs < (untilMs ?? Number.POSITIVE_INFINITY);
  const failures: readonly FailureFact[] | undefined = facts.failures?.filter(isSelected);
  return {
    ...facts,
    findings: facts.findings.filter(isSelected),
    ...(failures === undefined ? {} : { failures }),
  };
};
