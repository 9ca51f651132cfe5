import { escapeForTerminal } from '@bellwether/local-adapters';
import { renderText } from '@bellwether/report';
import { type AnalyzeResult, hasPeriod } from './analyze.ts';

interface Output {
  write(text: string): unknown;
}

/** Prints a summary a person can read: each file's outcome where it matters, then the report in words and tables. */
export const printText = (result: AnalyzeResult, out: Output, options: { width: number; color: boolean }): void => {
  if (hasPeriod(result.facts)) out.write(renderText(result.facts, result.narration, options));
  else out.write('No events were read.\n');
  const failed = result.files.filter((file) => file.outcome !== 'ok');
  if (failed.length > 0 || result.problems.length > 0) {
    out.write('\nInputs that need a look\n');
    for (const { name, reason } of result.problems)
      out.write(`  ${escapeForTerminal(name)}: ${escapeForTerminal(reason)}\n`);
    for (const file of failed) {
      const word = file.outcome === 'skipped' ? 'left out' : 'not read in whole';
      out.write(`  ${escapeForTerminal(file.name)}: ${word}. ${escapeForTerminal(file.problems.join(' '))}\n`);
    }
  }
  const read = result.files.filter((file) => file.newRecords > 0).length;
  out.write(
    `\n${result.files.length} ${result.files.length === 1 ? 'file' : 'files'}, ${read} with new records. Report: ${result.reportPath}\n`,
  );
};

const iso = (timeMs: number): string => new Date(timeMs).toISOString();

/** Prints one JSON document for machines. Times are ISO 8601 UTC; `period` is null when no event was read. */
export const printJson = (result: AnalyzeResult, out: Output): void => {
  const { facts, narration, reportPath, problems } = result;
  const document = {
    version: 1,
    period: hasPeriod(facts) ? { start: iso(facts.period.startMs), end: iso(facts.period.endMs) } : null,
    records: facts.records,
    datasets: facts.datasets,
    templates: facts.templates,
    findings: facts.findings.map((finding) => ({
      ...finding,
      firstSeen: iso(finding.firstSeenMs),
      lastSeen: iso(finding.lastSeenMs),
    })),
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
