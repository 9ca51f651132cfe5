import { severities, type Severity } from '@bellwether/log-model';
import type { ActorFact, ActorFacts, ReportFacts, RecordAccounting, RemediationFact, TruthResult } from '../facts.ts';
import { duration, number, plural, sortCounts, sortDatasets, sumOf, unaccountedOf } from '../figures.ts';
import { drawSpark } from './drawings.ts';
import { fromLog } from './from-log.ts';
import { severityWord } from './marks.ts';
import type { Times } from './times.ts';
import type { PageView } from './view.ts';

const maxRows = 50;

/** A column: its heading, whether it contains figures, and whether a phone leaves it out. */
export interface Column {
  readonly head: string;
  readonly isFigure?: boolean;
  readonly isWide?: boolean;
}

const classOf = ({ isFigure, isWide }: Column, isZero = false): string => {
  const names = [isFigure ? 'num' : '', isWide ? 'only-d' : '', isZero ? 'zero' : ''].filter((name) => name !== '');
  return names.length === 0 ? '' : ` class="${names.join(' ')}"`;
};

/** A table whose first column names the row. Cells are HTML; a number is a figure. */
export const table = (
  label: string,
  columns: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
): string => {
  const heads = columns.map((column) => `<th scope="col"${classOf(column)}>${column.head}</th>`).join('');
  const body = rows.map(
    (cells) =>
      `<tr>${cells
        .map((cell, index) => {
          const column = columns[index] ?? { head: '' };
          const html = typeof cell === 'number' ? number(cell) : cell;
          return index === 0
            ? `<th scope="row"${classOf(column)}>${html}</th>`
            : `<td${classOf(column, cell === 0)}>${html}</td>`;
        })
        .join('')}</tr>`,
  );
  return `<div class="card"><div class="tw" tabindex="0" role="region" aria-label="${label}"><table class="t"><caption class="vh">${label}</caption><thead><tr>${heads}</tr></thead><tbody>${body.join('\n')}</tbody></table></div></div>`;
};

const actorRows = (actors: readonly ActorFact[], times: Times): readonly (readonly (string | number)[])[] =>
  actors
    .slice(0, maxRows)
    .map(({ actor, events, failures, others, firstSeenMs, lastSeenMs }) => [
      `<b>${fromLog(actor, 160)}</b>`,
      events,
      failures,
      others,
      times.span(firstSeenMs, lastSeenMs),
    ]);

/** Who did something and from where, the busiest first. */
export const renderActors = ({ of, identities, addresses, isCut }: ActorFacts, times: Times): string => {
  const events = of === 'cloudtrail' ? 'Calls' : 'Events';
  const columns = (who: string, others: string): readonly Column[] => [
    { head: who },
    { head: events, isFigure: true },
    { head: 'Failed', isFigure: true },
    { head: others, isFigure: true },
    { head: 'First and last', isWide: true },
  ];
  return [
    identities.length === 0 ? '' : table('By identity', columns('Identity', 'Addresses'), actorRows(identities, times)),
    addresses.length === 0
      ? ''
      : table('By source address', columns('Source address', 'Identities'), actorRows(addresses, times)),
    isCut ? '<p class="more">The busiest are shown; there are more.</p>' : '',
  ].join('\n');
};

const shownSeverities: readonly Severity[] = ['CRITICAL', 'ERROR', 'WARNING', 'INFO'];

const renderDatasets = (datasets: ReportFacts['datasets']): string =>
  datasets.length === 0
    ? ''
    : table(
        'Events by dataset and severity',
        [
          { head: 'Dataset' },
          ...severities.map((severity) => ({
            head: severityWord(severity),
            isFigure: true,
            isWide: !shownSeverities.slice(0, 3).includes(severity),
          })),
          { head: 'All', isFigure: true },
        ],
        sortDatasets(datasets).map(({ dataset, bySeverity }) => [
          fromLog(dataset, 40),
          ...severities.map((severity) => bySeverity[severity] ?? 0),
          sumOf(bySeverity),
        ]),
      );

/** Files and log groups that were read, and their events by dataset. */
export const renderSources = ({ facts, times }: PageView): string => {
  const sources = facts.sources ?? [];
  const rest = sources.length - Math.min(maxRows, sources.length);
  const logs =
    sources.length === 0
      ? ''
      : table(
          'Logs read',
          [
            { head: 'Log' },
            { head: 'Dataset', isWide: true },
            { head: 'Over time', isWide: true },
            { head: 'Events', isFigure: true },
            { head: 'First and last', isWide: true },
          ],
          sources
            .slice(0, maxRows)
            .map(({ location, dataset, bars, events, firstSeenMs, lastSeenMs }) => [
              fromLog(location, 200),
              fromLog(dataset, 40),
              drawSpark(bars, undefined),
              events,
              times.span(firstSeenMs, lastSeenMs),
            ]),
        );
  return [
    logs,
    rest > 0 ? `<p class="more">${plural(rest, 'more log')}.</p>` : '',
    renderDatasets(facts.datasets),
  ].join('\n');
};

/** What became of every record. */
export const renderRecords = (records: RecordAccounting): string => {
  const outcome = (word: string, counts: Readonly<Record<string, number>>): readonly (readonly (string | number)[])[] =>
    sortCounts(counts).map(([reason, count]) => [word, fromLog(reason.replaceAll('_', ' '), 60), count]);
  const rows = [
    ['Classified', '', records.classified],
    ...outcome('Unreadable', records.unreadable),
    ...outcome('Left out', records.dropped),
  ].slice(0, maxRows);
  return table(
    'What became of every record',
    [{ head: 'Outcome' }, { head: 'Reason' }, { head: 'Records', isFigure: true }],
    [...rows, ['<b>Received</b>', '', records.received]],
  );
};

/** One sentence about the records. */
export const recordsNote = (records: RecordAccounting): string => {
  const lost = unaccountedOf(records);
  return lost === 0
    ? `${plural(records.received, 'record')}, all accounted for`
    : `${number(lost)} of ${number(records.received)} are not accounted for`;
};

const stateClass = (state: RemediationFact['state']): string =>
  state === 'succeeded' ? 'good' : state === 'failed' ? 'bad' : '';

export const renderRemediations = (runs: readonly RemediationFact[], times: Times): string =>
  table(
    'Runs of playbooks',
    [
      { head: 'Playbook' },
      { head: 'On' },
      { head: 'Outcome' },
      { head: 'Started', isWide: true },
      { head: 'What happened' },
    ],
    runs
      .slice(0, maxRows)
      .map(({ playbook, resource, state, startedMs, endedMs, sentence }) => [
        fromLog(playbook, 80),
        fromLog(resource, 200),
        `<span class="${stateClass(state)}">${fromLog(state.replaceAll('_', ' '), 40)}</span>`,
        `${times.point(startedMs)}${endedMs === undefined || endedMs <= startedMs ? '' : `, ${duration(endedMs - startedMs)}`}`,
        fromLog(sentence, 400),
      ]),
  );

export const renderTruth = (truth: TruthResult, findings: ReportFacts['findings'], times: Times): string => {
  const titles = new Map(findings.map((finding) => [finding.id, finding.title]));
  const planted = truth.incidents.slice(0, maxRows).map(({ title, expectedRule, startMs, endMs, findingIds }) => {
    const isFound = findingIds.length > 0;
    return [
      fromLog(title, 300),
      `<span class="${isFound ? 'good">found' : 'bad">missed'}</span>`,
      `<code>${fromLog(expectedRule, 80)}</code>`,
      `${times.point(startMs)}, ${duration(endMs - startMs)}`,
    ];
  });
  const wrong = truth.falseFindingIds
    .slice(0, maxRows)
    .map((id) => [fromLog(titles.get(id) ?? id, 300), '<span class="bad">false</span>', '', '']);
  return table(
    'What was planted, and what was found',
    [{ head: 'Incident' }, { head: 'Result' }, { head: 'Expected rule', isWide: true }, { head: 'When', isWide: true }],
    [...planted, ...wrong],
  );
};
