import { severities } from '@bellwether/log-model';
import type {
  RecordAccounting,
  RemediationFact,
  ReportFacts,
  DatasetCounts,
  TemplateFact,
  TruthResult,
} from '../facts.ts';
import { duration, number, sortCounts, sortDatasets, sumOf } from '../figures.ts';
import { fromLog } from './from-log.ts';
import { badge, timeTag } from './marks.ts';

const maxRows = 50;

const figure = (count: number): string => `<td class="figure${count === 0 ? ' zero' : ''}">${number(count)}</td>`;

const table = (caption: string, heads: readonly string[], rows: readonly string[], figuresFrom: number): string =>
  `<div class="card"><table><caption>${caption}</caption><thead><tr>${heads
    .map((head, index) => `<th scope="col"${index >= figuresFrom ? ' class="figure"' : ''}>${head}</th>`)
    .join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;

export const renderDatasets = (datasets: readonly DatasetCounts[]): string => {
  if (datasets.length === 0) return '<p>No events.</p>';
  const rows = sortDatasets(datasets).map(
    ({ dataset, bySeverity }) =>
      `<tr><th scope="row">${fromLog(dataset, 40)}</th>${severities.map((severity) => figure(bySeverity[severity] ?? 0)).join('')}${figure(sumOf(bySeverity))}</tr>`,
  );
  return table('Events by dataset and severity', ['Dataset', ...severities, 'All'], rows, 1);
};

export const renderRecords = (records: RecordAccounting): string => {
  const rows = [
    `<tr><th scope="row">classified</th><td></td>${figure(records.classified)}</tr>`,
    ...sortCounts(records.unreadable).map(
      ([reason, count]) =>
        `<tr><th scope="row">unreadable</th><td>${fromLog(reason.replaceAll('_', ' '), 60)}</td>${figure(count)}</tr>`,
    ),
    ...sortCounts(records.dropped).map(
      ([reason, count]) =>
        `<tr><th scope="row">left out</th><td>${fromLog(reason.replaceAll('_', ' '), 60)}</td>${figure(count)}</tr>`,
    ),
    `<tr><th scope="row">received</th><td></td>${figure(records.received)}</tr>`,
  ];
  return table('What became of every record', ['Outcome', 'Reason', 'Records'], rows.slice(0, maxRows), 2);
};

export const renderTemplates = (templates: readonly TemplateFact[]): string => {
  if (templates.length === 0) return '<p>No patterns.</p>';
  const rows = templates
    .slice(0, maxRows)
    .map(
      ({ text, scope, count, severity, isNew }) =>
        `<tr><td>${severity === undefined ? '' : badge(severity)}</td><td><code>${fromLog(text, 400)}</code>${isNew === true ? ' <strong>new</strong>' : ''}</td><td>${fromLog(scope, 120)}</td>${figure(count)}</tr>`,
    );
  return table(
    'The messages seen most, with what varies in them replaced',
    ['Severity', 'Pattern', 'From', 'Events'],
    rows,
    3,
  );
};

export const renderRemediations = (runs: readonly RemediationFact[]): string => {
  const rows = runs
    .slice(0, maxRows)
    .map(
      ({ playbook, resource, state, startedMs, endedMs, sentence }) =>
        `<tr><th scope="row">${fromLog(playbook, 80)}</th><td>${fromLog(resource, 200)}</td><td class="${state === 'succeeded' ? 'good' : state === 'failed' ? 'bad' : ''}">${fromLog(state.replaceAll('_', ' '), 40)}</td><td>${timeTag(startedMs)}${endedMs === undefined ? '' : `, ${duration(endedMs - startedMs)}`}</td><td>${fromLog(sentence, 400)}</td></tr>`,
    );
  return table('Runs of playbooks', ['Playbook', 'On', 'Outcome', 'Started', 'What happened'], rows, 9);
};

export const renderTruth = (truth: TruthResult, findings: ReportFacts['findings']): string => {
  const titles = new Map(findings.map((finding) => [finding.id, finding.title]));
  const rows = truth.incidents.slice(0, maxRows).map(({ title, expectedRule, startMs, endMs, findingIds }) => {
    const isFound = findingIds.length > 0;
    return `<tr><td class="${isFound ? 'good">found' : 'bad">missed'}</td><th scope="row">${fromLog(title, 300)}</th><td><code>${fromLog(expectedRule, 80)}</code></td><td>${timeTag(startMs)}, ${duration(endMs - startMs)}</td></tr>`;
  });
  const wrong = truth.falseFindingIds
    .slice(0, maxRows)
    .map(
      (id) =>
        `<tr><td class="bad">false</td><th scope="row">${fromLog(titles.get(id) ?? id, 300)}</th><td></td><td></td></tr>`,
    );
  return table(
    'What was planted, and what was found',
    ['Result', 'Incident', 'Expected rule', 'When'],
    [...rows, ...wrong],
    9,
  );
};
