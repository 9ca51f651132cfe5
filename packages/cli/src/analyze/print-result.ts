import { escapeForTerminal } from '@bellwether/local-adapters';
import { renderText } from '@bellwether/report';
import type { AnalyzeResult } from './analyze.ts';

interface Output {
  write(text: string): unknown;
}

/** Prints a summary a person can read: each file's outcome where it matters, then the report in words and tables. */
export const printText = (result: AnalyzeResult, out: Output, options: { width: number; color: boolean }): void => {
  out.write(renderText(result.facts, result.narration, options));
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
  out.write(`\n${result.files.length} files, ${read} with new records. Report: ${result.reportPath}\n`);
};

/** Prints one JSON document for machines. Times are ISO 8601 UTC. */
export const printJson = (result: AnalyzeResult, out: Output): void => {
  const { facts, narration, reportPath, problems } = result;
  const document = {
    version: 1,
    period: { start: new Date(facts.period.startMs).toISOString(), end: new Date(facts.period.endMs).toISOString() },
    records: facts.records,
    sources: facts.sources,
    templates: facts.templates,
    findings: facts.findings.map((finding) => ({
      ...finding,
      firstSeen: new Date(finding.firstSeenMs).toISOString(),
      lastSeen: new Date(finding.lastSeenMs).toISOString(),
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
