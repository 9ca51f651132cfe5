import { escapeForTerminal } from '@bellwether/log-model';
import { joinFindings, renderText, type EvidenceFact, type FailureFact } from '@bellwether/report';
import type { AnalyzeResult } from './analyze.ts';
import { byReason } from '../rules/load-rules.ts';
import { hasPeriod } from './select-facts.ts';

interface Output {
  write(text: string): unknown;
}

/** Prints a summary a person can read: each file's outcome where it matters, then the report in words and tables. */
export const printText = (result: AnalyzeResult, out: Output, options: { width: number; color: boolean }): void => {
  if (hasPeriod(result.facts)) out.write(renderText(result.facts, result.narration, options));
  else if (result.facts.records.classified > 0) out.write('No events match --since, --until, --dataset and --group.\n');
  else out.write('No events were read.\n');
  const failed = result.files.filter((file) => file.outcome !== 'ok');
  if (failed.length > 0 || result.problems.length > 0) {
    out.write('\nInputs with problems\n');
    for (const { name, reason } of result.problems)
      out.write(`  ${escapeForTerminal(name)}: ${escapeForTerminal(reason)}\n`);
    for (const file of failed) {
      const word = file.outcome === 'skipped' ? 'skipped' : 'not fully read';
      out.write(`  ${escapeForTerminal(file.name)}: ${word}. ${escapeForTerminal(file.problems.join(' '))}\n`);
    }
  }
  const read = result.files.filter((file) => file.newRecords > 0).length;
  out.write(
    `\n${result.files.length} ${result.files.length === 1 ? 'file' : 'files'}, ${read} with new records. Report: ${result.reportPath}\n`,
  );
};

const iso = (timeMs: number): string => new Date(timeMs).toISOString();

const timesOf = ({ firstSeenMs, lastSeenMs }: { readonly firstSeenMs: number; readonly lastSeenMs: number }) => ({
  firstSeen: iso(firstSeenMs),
  lastSeen: iso(lastSeenMs),
});
const withTime = <Line extends { readonly timeMs: number }>(line: Line) => ({ ...line, time: iso(line.timeMs) });

/** Bars are drawings; figures of the report stand beside them. */
const withoutBars = <Fact extends { readonly bars?: readonly number[] }>({ bars: _bars, ...fact }: Fact) => fact;

const failureDocument = ({ kinds, lines, before: _before, after: _after, ...failure }: FailureFact) => ({
  ...failure,
  ...timesOf(failure),
  lines: lines.map(withTime),
  kinds: kinds.map((kind) => ({ ...withoutBars(kind), ...timesOf(kind), lines: kind.lines.map(withTime) })),
});

/** Who did it, from where, with what, and the lines, as far as the records behind a finding say. */
const evidenceDocument = (evidence: EvidenceFact | undefined) =>
  evidence === undefined ? {} : { ...evidence, lines: evidence.lines.map(withTime) };

const rulesDocument = ({ rules, correlations, leftOut }: NonNullable<AnalyzeResult['rules']>) => ({
  rules: rules.length,
  correlations: correlations.length,
  leftOut: byReason(leftOut).map(({ reason, count }) => ({ reason, count })),
});

/** Prints one JSON document for machines. Times are ISO 8601 UTC; `period` is null when no event was read. */
export const printJson = (result: AnalyzeResult, out: Output): void => {
  const { facts, narration, reportPath, problems } = result;
  const joined = joinFindings(facts.findings, facts.failures ?? []);
  const document = {
    version: 1,
    period: hasPeriod(facts) ? { start: iso(facts.period.startMs), end: iso(facts.period.endMs) } : null,
    records: facts.records,
    ...(result.rules && { rules: rulesDocument(result.rules) }),
    findings: joined.findings.map(({ failure, ...finding }) => ({
      ...finding,
      ...timesOf(finding),
      ...evidenceDocument(facts.evidence?.get(finding.id)),
      ...(failure === undefined ? {} : { failure: failureDocument(failure) }),
    })),
    failures: joined.failures.map(failureDocument),
    furtherFailures: facts.furtherFailures ?? 0,
    furtherFindings: facts.furtherFindings ?? 0,
    actors: facts.actors ?? null,
    sources: (facts.sources ?? []).map((source) => ({ ...withoutBars(source), ...timesOf(source) })),
    rates: facts.rates ?? [],
    datasets: facts.datasets,
    templates: facts.templates.map(withoutBars),
    files: result.files.map(({ name, outcome, problems: of, newRecords, input }) => ({
      name,
      outcome,
      problems: of,
      newRecords,
      formats: input.totals.formats,
      received: input.totals.received,
      classified: input.totals.classified,
      unreadable: input.totals.unreadable,
      dropped: input.totals.dropped,
    })),
    problems,
    narration,
    report: reportPath,
  };
  out.write(`${JSON.stringify(document, null, 2)}\n`);
};
