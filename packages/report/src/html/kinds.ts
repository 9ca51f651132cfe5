import { escapeHtml } from '@bellwether/log-model';
import type { FailureFact, FailureKindFact, RateFact } from '../facts.ts';
import { commandsOf } from '../commands.ts';
import { errorsOf, countOf, number, percent, plural } from '../figures.ts';
import { furtherText, notableRates } from '../text-failures.ts';
import { command, fromLog, message, locationName } from './from-log.ts';
import { drawSpark } from './drawings.ts';
import { failureHeadline } from './headline.ts';
import { renderLines } from './lines.ts';
import { severityClass, shape, tag } from './marks.ts';
import { maxFailures, type PageView } from './view.ts';

const maxReason = 400;
const maxKindsOfFailure = 12;
/** With so few kinds, a report without findings shows all of them open. */
const openKinds = 6;

/** A row of the list: shape, message, location, bars, count, first and last. */
export const renderRow = (
  view: PageView,
  row: Pick<FailureKindFact, 'severity' | 'location' | 'count' | 'firstSeenMs' | 'lastSeenMs'> & {
    readonly html: string;
    readonly bars: readonly number[] | undefined;
    readonly tags?: string;
  },
): string =>
  `<span class="s">${shape(row.severity, true)}</span><span class="m">${row.html}${row.tags ?? ''}</span><span class="f">${locationName(row.location, 120)}</span><span class="k">${drawSpark(row.bars, row.severity)}</span><span class="n">${number(row.count)}<span class="vh"> events</span></span><span class="w">${view.times.span(row.firstSeenMs, row.lastSeenMs)}</span>`;

export const rowHead = (what: string, where: string): string =>
  `<div class="kind kindhead" aria-hidden="true"><span class="s"></span><span class="m">${what}</span><span class="f">${where}</span><span class="k">Over time</span><span class="n">Count</span><span class="w">First and last, UTC</span></div>`;

const renderKind = (kind: FailureKindFact, view: PageView): string =>
  `<li class="kind ${severityClass(kind.severity)}">${renderRow(view, { ...kind, html: message(kind.title, 300), bars: kind.bars })}</li>`;

/** The kinds that belong to one failure, where it has several. */
export const renderKindList = ({ kinds }: FailureFact, view: PageView, heading: 'h3' | 'h4'): string => {
  if (kinds.length < 2) return '';
  const shown = kinds.slice(0, maxKindsOfFailure).map((kind) => renderKind(kind, view));
  const rest = kinds.length - shown.length;
  return `<div class="part"><${heading}>${plural(kinds.length, 'kind')} that belong together</${heading}><ul class="kinds inset">${shown.join('')}</ul>${rest > 0 ? `<p class="small soft">${plural(rest, 'more kind')}.</p>` : ''}</div>`;
};

const trendWords = { new: 'new', rising: 'rising', steady: '' } as const;

const tagsOf = ({ trend, goesOn, kinds, severity }: FailureFact, isInFinding: boolean): string =>
  [
    trendWords[trend] === '' ? '' : tag(trendWords[trend], `fill ${severityClass(severity)}`),
    goesOn ? tag('going on') : '',
    kinds.length > 1 ? tag(`and ${plural(kinds.length - 1, 'more kind')}`) : '',
    isInFinding ? tag('in a finding') : '',
  ]
    .filter((html) => html !== '')
    .map((html) => ` ${html}`)
    .join('');

const renderFailure = (
  failure: FailureFact,
  view: PageView,
  findingOf: ReadonlyMap<string, string>,
  isOpen: boolean,
) => {
  const { id, severity, trend, count, lines, reasons, where, kinds } = failure;
  const anchor = view.failureAnchor(id);
  const finding = findingOf.get(id);
  const says = reasons.slice(0, 12).map((reason) => `<li>${fromLog(reason, maxReason)}</li>`);
  // The row is about the first kind, as its bars are; the others are inside.
  const row = renderRow(view, {
    ...(kinds[0] ?? { ...failure, location: where[0] ?? '' }),
    severity,
    html: kinds[0] === undefined ? failureHeadline(failure) : message(kinds[0].title, 300),
    bars: kinds[0]?.bars,
    tags: tagsOf(failure, finding !== undefined),
  });
  const body =
    finding === undefined
      ? `${says.length === 0 ? '' : `<ul class="says">${says.join('')}</ul>`}${renderLines(lines, view.times, { count: kinds[0]?.count ?? count })}${renderKindList(failure, view, 'h3')}`
      : `<p class="small"><a href="#${view.findingAnchor(finding)}">The finding that this is part of</a></p>${renderLines(lines, view.times, { maxLines: 1 })}`;
  return `<details class="kd ${severityClass(severity)}${trend === 'new' ? ' isnew' : ''}"${isOpen ? ' open' : ''}><summary class="kind">${row}</summary><div class="in" id="${anchor}">${body}</div></details>`;
};

interface Choice {
  readonly id: string;
  readonly word: string;
  readonly count: number;
}

const isError = ({ severity }: FailureFact): boolean => severity === 'CRITICAL' || severity === 'ERROR';

/** What the list can be narrowed to, as radio buttons; the style sheet does the rest. */
const renderFilters = (shown: readonly FailureFact[]): string => {
  const errors = shown.filter(isError).length;
  const choices: readonly Choice[] = [
    { id: 'k-error', word: 'Errors', count: errors },
    { id: 'k-warning', word: 'Warnings', count: shown.filter(({ severity }) => severity === 'WARNING').length },
    { id: 'k-new', word: 'New', count: shown.filter(({ trend }) => trend === 'new').length },
    { id: 'k-all', word: 'All', count: shown.length },
  ].filter(({ id, count }) => count > 0 || id === 'k-all');
  if (choices.length < 2) return '';
  const checked = errors > 0 ? 'k-error' : 'k-all';
  return `<div class="filters noprint" role="radiogroup" aria-label="Failures to show">${choices
    .map(
      ({ id, word, count }) =>
        `<label><input type="radio" name="kinds-shown" id="${id}"${id === checked ? ' checked' : ''}>${word} ${number(count)}</label>`,
    )
    .join('')}</div>`;
};

type CountedKind = Pick<FailureKindFact, 'severity' | 'count' | 'title'>;

/** The kinds of all failures; a failure that names none is one itself. */
export const kindsOf = (failures: readonly FailureFact[]): readonly CountedKind[] =>
  failures.flatMap((failure): readonly CountedKind[] => (failure.kinds.length === 0 ? [failure] : failure.kinds));

/** Every kind of failure, the weightiest first, whether or not a finding reports it. */
export const renderFailures = (view: PageView): string => {
  const { failures, joined, facts } = view;
  const shown = failures.slice(0, maxFailures);
  const rest = failures.length - shown.length;
  const findingOf = new Map(
    joined.findings.flatMap(({ failure, id }) => (failure === undefined ? [] : [[failure.id, id]])),
  );
  const isQuiet = joined.findings.length === 0 && shown.length <= openKinds;
  const further = furtherText(facts.furtherFailures);
  const rows = shown.map((failure) => renderFailure(failure, view, findingOf, isQuiet));
  return `<p class="lead">Every error and warning, whether or not it made a finding. What belongs together is one row; open it for its lines.</p>
${renderFilters(shown)}
<div class="card kinds list">${rowHead('Message', 'Log')}${rows.join('\n')}</div>
${rest > 0 ? `<p class="more">${plural(rest, 'more kind')} of failures not shown. All of them: ${command(commandsOf(facts).failures)}</p>` : ''}${further === '' ? '' : `<p class="more">${escapeHtml(further)}</p>`}`;
};

/** `26 kinds, 1,035 errors, 7,192 warnings`. */
export const failuresNote = ({ failures, facts }: PageView): string =>
  `${plural(kindsOf(failures).length, 'kind')}; ${plural(errorsOf(facts), 'error')}, ${plural(countOf(facts, 'WARNING'), 'warning')}`;

/** Where the server failed a share of the requests; empty where none says something. */
export const renderRates = (rates: readonly RateFact[] | undefined): string =>
  notableRates(rates)
    .map(
      ({ location, requests, serverErrors }) =>
        `<li>${fromLog(location, 200)}: <b>${percent(serverErrors, requests)}</b> of ${plural(requests, 'request')} answered 5xx (${number(serverErrors)})</li>`,
    )
    .join('');
