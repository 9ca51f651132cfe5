/**
 * How right Bellwether is on public data, with one configuration. Run: `npm run bench:accuracy [-- --check]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCases, openData } from '../data.ts';
import { figureTable, report, table, type Figure } from '../report.ts';
import { ownReaderShare, shareOfCases } from './cases.ts';
import { isAwsOrWeb, scoreFields, scoreMixed, shareOf, type Share } from './fields.ts';
import { lineCount, lowGrouping, lowLayouts, meanGrouping, scoreLayouts } from './layouts.ts';
import { meanOf, scoreTemplates, type TemplateScore } from './templates.ts';

/** Shares below this are listed by kind. */
const listedBelow = 0.97;

const data = openData('bench:accuracy');
const work = mkdtempSync(join(tmpdir(), 'bellwether-accuracy-'));
const raw = await scoreTemplates(data, work, 'raw');
const content = await scoreTemplates(data, work, 'content');
const { fields, severity } = scoreFields(data, work);
const mixed = scoreMixed(data, work);
const layouts = scoreLayouts();
const cases = findCases();
rmSync(work, { recursive: true, force: true });

const digits = 3;
const figures: readonly Figure[] = [
  {
    id: 'grouping-raw',
    measure: 'grouping accuracy, 11 public systems, raw lines with headers',
    peer: 'Drain3 .27-.48',
    goal: 0.92,
    reached: meanOf(raw, (score) => score.grouping),
    digits,
  },
  {
    id: 'grouping-content',
    measure: 'grouping accuracy, Content column',
    peer: 'Drain3 .74',
    goal: 0.95,
    reached: meanOf(content, (score) => score.grouping),
    digits,
  },
  {
    id: 'exact-lines',
    measure: 'lines with the exact template (PA), corrected truth',
    peer: 'Drain3 .52',
    goal: 0.75,
    reached: meanOf(content, (score) => score.exactLines),
    digits,
  },
  {
    id: 'exact-templates',
    measure: 'F1 of exact templates (FTA), corrected truth',
    peer: 'Drain3 .50',
    goal: 0.7,
    reached: meanOf(content, (score) => score.exactTemplates),
    digits,
  },
  {
    id: 'fields-aws-web',
    measure: 'exact core ECS fields, AWS and web streams',
    peer: '-',
    goal: 0.97,
    reached: shareOf(fields.streams.filter(({ name }) => isAwsOrWeb(name))),
    digits,
  },
  {
    id: 'fields-all',
    measure: 'exact core ECS fields, all streams',
    peer: '-',
    goal: 0.9,
    reached: shareOf(fields.streams),
    digits,
  },
  {
    id: 'severity-accuracy',
    measure: 'severity, five classes, accuracy',
    peer: 'first level word .918',
    goal: 0.98,
    reached: severity.accuracy,
    digits,
  },
  {
    id: 'severity-f1',
    measure: 'severity, five classes, macro F1',
    peer: 'first level word .845',
    goal: 0.95,
    reached: severity.macroF1,
    digits,
  },
  {
    id: 'fields-mixed',
    measure: 'the same lines, one mixed file per stream',
    peer: '-',
    goal: 0.96,
    reached: shareOf(mixed),
    digits,
  },
  {
    id: 'layouts-mean',
    measure: `grouping accuracy, ${layouts.length} layouts of own samples, mean`,
    peer: '-',
    goal: 0.95,
    reached: meanGrouping(layouts),
    digits,
  },
  {
    id: 'layouts-low',
    measure: `layouts of these below ${lowGrouping}`,
    peer: '-',
    goal: 0,
    reached: lowLayouts(layouts).length,
    digits: 0,
    isCeiling: true,
  },
  ...(cases === undefined
    ? []
    : [
        {
          id: 'cases-readers',
          measure: "cases from other projects' bug reports",
          peer: '-',
          goal: 0.97,
          reached: shareOfCases(cases, 'readers.jsonl'),
          digits,
        },
        {
          id: 'cases-aws-logs',
          measure: 'AWS log types: cases right',
          peer: '-',
          goal: 0.95,
          reached: shareOfCases(cases, 'aws-logs.jsonl'),
          digits,
        },
        {
          id: 'aws-own-reader',
          measure: 'AWS log types of the cases with a reader or a row of their own',
          peer: '73 types',
          goal: 0.93,
          reached: ownReaderShare(cases),
          digits,
        },
      ]),
];

const templateTable = (scores: readonly TemplateScore[]): string =>
  table(
    ['system', 'GA', 'GA, corrected', 'PA, corrected', 'FTA, corrected', 'lines split', 'merged', 'both'],
    scores.map((score) => [
      score.system,
      score.grouping.toFixed(digits),
      score.correctedGrouping.toFixed(digits),
      score.exactLines.toFixed(digits),
      score.exactTemplates.toFixed(digits),
      score.wrong.split,
      score.wrong.merged,
      score.wrong.mixed,
    ]),
  );

const lowShares = (kind: string, shares: readonly Share[]): string =>
  table(
    [kind, 'right', 'expected', 'share'],
    shares
      .filter(({ right, of }) => right / of < listedBelow)
      .map(({ name, right, of }) => [name, right, of, (right / of).toFixed(digits)]),
  );

const page = `
# Accuracy

Written by \`npm run bench:accuracy\`; floors in \`bench/floors.json\`. One configuration for everything, default redaction on. Each figure
is what the data's own scorer printed; means are over systems. The data is public but not ours to ship; \`bench/README.md\` says
where it comes from.

${figureTable(figures)}

## Templates from raw lines, by system

A wrong line stands in a group that is not exactly the true one: its true group was split, several were merged into one, or both.

${templateTable(raw)}

## Templates from the Content column, by system

${templateTable(content)}

## Fields below ${listedBelow}

${lowShares('stream', fields.streams)}

${lowShares('field', fields.fields)}

## Layouts below 1

Own samples (\`packages/log-model/test/layouts\`): the same ${lineCount} messages in each layout.

${table(
  ['layout', 'grouping', 'exact messages'],
  layouts
    .filter(({ grouping }) => grouping < 1)
    .map(({ name, grouping, exactMessages }) => [name, grouping.toFixed(digits), exactMessages.toFixed(digits)]),
)}

## What fails in AWS and web streams, by kind

${table(
  ['stream', 'field', 'kind', 'fields'],
  fields.failing
    .filter(({ stream }) => isAwsOrWeb(stream))
    .map(({ stream, field, kind, count }) => [stream, field, kind, count]),
)}

## Severity

\`\`\`
${severity.printed.trim()}
\`\`\`
`;

report('accuracy', figures, page);
