import { oneLine, severities } from '@bellwether/log-model';
import type { Narration } from '@bellwether/ports';
import type {
  RecordAccounting,
  RemediationFact,
  ReportFacts,
  DatasetCounts,
  TemplateFact,
  TruthResult,
} from './facts.ts';
import { clock, number, plural, sortCounts, sortDatasets, sumOf, time, unaccountedOf } from './figures.ts';
import { joinFindings } from './join-findings.ts';
import { verdictWithoutFindings } from './sentences.ts';
import { failuresText, ratesText } from './text-failures.ts';
import { findingsText } from './text-findings.ts';
import { textStyle, type Paint, type TextOptions, type TextStyle } from './text-style.ts';
import { cell, layTable, widthOf, wrap, type Cell } from './text-table.ts';

const maxTemplates = 10;
const maxRows = 50;

type Lines = readonly string[];

const painted = (given: Cell, paint: Paint): Cell => ({ ...given, text: paint(given.text) });

const narrationText = (narration: Narration | undefined, style: TextStyle): Lines =>
  // Sentences computed from the figures would only say the tables again.
  narration === undefined || narration.writtenBy === 'facts'
    ? []
    : [
        '',
        style.bold('In short'),
        ...narration.paragraphs.slice(0, 20).flatMap((paragraph) => wrap(oneLine(paragraph, 2_000), style.width, '  ')),
        style.dim(`  Worded by ${oneLine(narration.writtenBy, 80)}.`),
      ];

const recordsText = (records: RecordAccounting, style: TextStyle): Lines => {
  const row = (name: string, count: number): readonly Cell[] => [cell(`  ${name}`), cell(number(count), true)];
  const reasons = (counts: Readonly<Record<string, number>>): readonly (readonly Cell[])[] =>
    sortCounts(counts)
      .slice(0, maxRows)
      .map(([reason, count]) => [cell(`    ${oneLine(reason, 30).replaceAll('_', ' ')}`), cell(number(count), true)]);
  const lost = unaccountedOf(records);
  return [
    '',
    style.bold('Records'),
    ...layTable([
      row('received', records.received),
      row('classified', records.classified),
      row('unreadable', sumOf(records.unreadable)),
      ...reasons(records.unreadable),
      row('left out', sumOf(records.dropped)),
      ...reasons(records.dropped),
    ]),
    ...(lost === 0 ? [] : [style.bad(`  not accounted for: ${number(lost)}`)]),
  ];
};

const datasetsText = (datasets: readonly DatasetCounts[], style: TextStyle): Lines => {
  if (datasets.length === 0) return [];
  const used = severities.filter((severity) => datasets.some(({ bySeverity }) => (bySeverity[severity] ?? 0) > 0));
  const figure = (count: number, paint: Paint): Cell =>
    painted(cell(count === 0 ? '-' : number(count), true), count === 0 ? style.dim : paint);
  const head = [cell('  dataset'), ...used.map((severity) => cell(severity.toLowerCase(), true)), cell('all', true)];
  const rows = sortDatasets(datasets).map(({ dataset, bySeverity }) => [
    cell(`  ${dataset}`),
    ...used.map((severity) => figure(bySeverity[severity] ?? 0, style.severity(severity))),
    figure(sumOf(bySeverity), style.bold),
  ]);
  return [
    '',
    style.bold('Events by dataset and severity'),
    ...layTable([head.map((one) => painted(one, style.dim)), ...rows]),
  ];
};

const templatesText = (templates: readonly TemplateFact[], style: TextStyle): Lines => {
  if (templates.length === 0) return [];
  const shown = templates.slice(0, maxTemplates);
  const countWidth = Math.max(...shown.map(({ count }) => widthOf(number(count))));
  return [
    '',
    style.bold('Most frequent messages'),
    ...shown.map(({ text, count, isNew }) => {
      const mark = isNew === true ? ' (new)' : '';
      const room = Math.max(20, style.width - countWidth - 4 - mark.length);
      return `  ${number(count).padStart(countWidth)}  ${oneLine(text, room)}${style.notice(mark)}`;
    }),
  ];
};

const remediationsText = (runs: readonly RemediationFact[], style: TextStyle): Lines => {
  if (runs.length === 0) return [];
  const lines = runs.slice(0, maxRows).flatMap((run) => {
    const what = `${oneLine(run.playbook, 60)} on ${oneLine(run.resource, 80)}: ${run.state.replaceAll('_', ' ')}. ${oneLine(run.sentence, 300)}`;
    return wrap(what, style.width, `  ${clock(run.startedMs)}  `, ' '.repeat(9));
  });
  return ['', style.bold('Remediation'), ...lines];
};

const truthText = (truth: TruthResult | undefined, style: TextStyle): Lines => {
  if (truth === undefined) return [];
  const lines = truth.incidents.slice(0, maxRows).flatMap(({ title, expectedRule, findingIds }) => {
    const isFound = findingIds.length > 0;
    const [first = '', ...rest] = wrap(`${oneLine(title, 200)} (${oneLine(expectedRule, 60)})`, style.width - 10);
    const mark = isFound ? style.good('found ') : style.bad('MISSED');
    return [`  ${mark}  ${first}`, ...rest.map((line) => `${' '.repeat(10)}${line}`)];
  });
  const wrong = truth.falseFindingIds.length;
  const sum =
    wrong === 0
      ? '  No finding without an incident.'
      : style.notice(`  ${plural(wrong, 'finding')} without an incident.`);
  return ['', style.bold('Against the truth'), ...lines, sum];
};

/**
 * The report for a terminal. What comes from a log is on one line, bounded and without control characters, so no log
 * can move the cursor or forge a line.
 *
 * @param narration  shown when a model worded it; the program's own sentences only say the tables again
 */
export const renderText = (facts: ReportFacts, narration: Narration | undefined, options: TextOptions): string => {
  const style = textStyle(options);
  const joined = joinFindings(facts.findings, facts.failures ?? []);
  const lines = [
    style.bold(oneLine(facts.title, style.width)),
    style.dim(`${time(facts.period.startMs)} to ${time(facts.period.endMs)}`),
    ...(joined.findings.length === 0
      ? ['', ...wrap(verdictWithoutFindings(facts), style.width)]
      : findingsText(joined.findings, style, facts)),
    ...failuresText(joined.failures, facts.furtherFailures, style),
    ...ratesText(facts.rates, style),
    ...narrationText(narration, style),
    ...recordsText(facts.records, style),
    ...datasetsText(facts.datasets, style),
    ...templatesText(facts.templates, style),
    ...remediationsText(facts.remediations, style),
    ...truthText(facts.truth, style),
  ];
  return `${lines.join('\n')}\n`;
};
