import { escapeMarkdown, severities, type Finding } from '@bellwether/log-model';
import type { Narration } from '@bellwether/ports';
import { nameIds } from './evidence-ids.ts';
import type { ReportFacts } from './facts.ts';
import { verdictWithoutFindings } from './sentences.ts';
import { duration, number, plural, sortCounts, sortFindings, sortDatasets, sumOf, time } from './figures.ts';

const maxFindings = 100;
const maxRows = 50;
const maxEvidence = 5;
const maxIdCharacters = 120;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (
  heads: readonly string[],
  figuresFrom: number,
  rows: readonly (readonly string[])[],
): readonly string[] => [
  row(heads),
  row(heads.map((_, index) => (index >= figuresFrom ? '---:' : '---'))),
  ...rows.map(row),
  '',
];

const evidenceLine = ({ evidence }: Finding): readonly string[] => {
  if (evidence.length === 0) return [];
  const { named, left } = nameIds(evidence, maxEvidence, maxIdCharacters);
  const rest = left > 0 ? [`${plural(left, 'event id')} not shown`] : [];
  return [`- Evidence: ${[...named.map((id) => escapeMarkdown(id, maxIdCharacters)), ...rest].join(', ')}`];
};

const findingLines = (facts: ReportFacts): readonly string[] => {
  if (facts.findings.length === 0) return [verdictWithoutFindings(facts), ''];
  const shown = sortFindings(facts.findings).slice(0, maxFindings);
  const rest = facts.findings.length - shown.length;
  return [
    ...shown.flatMap((finding) => [
      `### ${finding.severity}: ${escapeMarkdown(finding.title, 200)}`,
      '',
      `- About: ${escapeMarkdown(finding.dedupeKey, 200)}`,
      `- Rule: ${escapeMarkdown(finding.rule, 100)}, score ${finding.score.toFixed(2)}`,
      `- ${plural(finding.count, 'event')}, first seen ${time(finding.firstSeenMs)}, for ${duration(finding.lastSeenMs - finding.firstSeenMs)}`,
      ...(finding.attack === undefined
        ? []
        : [
            `- MITRE ATT&amp;CK: ${escapeMarkdown(finding.attack.technique, 20)} (tactic ${escapeMarkdown(finding.attack.tactic, 20)})`,
          ]),
      ...finding.reasons.slice(0, 8).map((reason) => `- Because: ${escapeMarkdown(reason, 400)}`),
      ...evidenceLine(finding),
      '',
    ]),
    ...(rest > 0 ? [`${plural(rest, 'less severe finding')} not shown.`, ''] : []),
  ];
};

/** The report as Markdown, for a ticket, a chat or a file. The same facts give the same bytes. */
export const renderMarkdown = (facts: ReportFacts, narration: Narration): string => {
  const { records, truth } = facts;
  const outcomes: readonly (readonly string[])[] = [
    ['classified', '', number(records.classified)],
    ...sortCounts(records.unreadable).map(([reason, count]) => [
      'unreadable',
      escapeMarkdown(reason, 60),
      number(count),
    ]),
    ...sortCounts(records.dropped).map(([reason, count]) => ['left out', escapeMarkdown(reason, 60), number(count)]),
    ['received', '', number(records.received)],
  ];
  return [
    `# ${escapeMarkdown(facts.title, 200)}`,
    '',
    `${time(facts.period.startMs)} to ${time(facts.period.endMs)}`,
    '',
    ...narration.paragraphs.slice(0, 40).flatMap((paragraph) => [escapeMarkdown(paragraph, 4_000), '']),
    '## Findings',
    '',
    ...findingLines(facts),
    ...(truth === undefined
      ? []
      : [
          '## Against the truth',
          '',
          ...table(['Result', 'Incident', 'Expected rule'], 9, [
            ...truth.incidents
              .slice(0, maxRows)
              .map((incident) => [
                incident.findingIds.length > 0 ? 'found' : '**missed**',
                escapeMarkdown(incident.title, 200),
                escapeMarkdown(incident.expectedRule, 80),
              ]),
            ...truth.falseFindingIds.slice(0, maxRows).map((id) => ['**false**', escapeMarkdown(id, 80), '']),
          ]),
        ]),
    ...(facts.remediations.length === 0
      ? []
      : [
          '## Remediation',
          '',
          ...table(
            ['Playbook', 'On', 'Outcome', 'Started', 'What happened'],
            9,
            facts.remediations
              .slice(0, maxRows)
              .map((run) => [
                escapeMarkdown(run.playbook, 80),
                escapeMarkdown(run.resource, 120),
                escapeMarkdown(run.state, 40),
                time(run.startedMs),
                escapeMarkdown(run.sentence, 300),
              ]),
          ),
        ]),
    '## Events by dataset and severity',
    '',
    ...table(
      ['Dataset', ...severities, 'All'],
      1,
      sortDatasets(facts.datasets).map(({ dataset, bySeverity }) => [
        escapeMarkdown(dataset, 40),
        ...severities.map((severity) => number(bySeverity[severity] ?? 0)),
        number(sumOf(bySeverity)),
      ]),
    ),
    '## Most frequent messages',
    '',
    ...table(
      ['Pattern', 'From', 'Events'],
      2,
      facts.templates
        .slice(0, maxRows)
        .map(({ text, scope, count }) => [escapeMarkdown(text, 300), escapeMarkdown(scope, 120), number(count)]),
    ),
    '## Records',
    '',
    ...table(['Outcome', 'Reason', 'Records'], 2, outcomes),
  ].join('\n');
};
