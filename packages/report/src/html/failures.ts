import { escapeHtml } from '@bellwether/log-model';
import type { FailureFact, FailureKindFact, LineFact, RateFact } from '../facts.ts';
import { number, percent, plural, time } from '../figures.ts';
import { furtherText, notableRates } from '../text-failures.ts';
import { fromLog } from './from-log.ts';
import { badge, timeTag } from './marks.ts';

const maxFailures = 200;
const maxReasons = 12;
const maxKinds = 20;
const maxLines = 3;

const term = (name: string, value: string): string => `<div><dt>${name}</dt><dd>${value}</dd></div>`;

/** Lines, each with the place where it stands and its number. */
export const renderLines = (lines: readonly LineFact[]): string =>
  lines.length === 0
    ? ''
    : `<ul>${lines
        .slice(0, maxLines)
        .map(
          ({ place, line, timeMs, text }) =>
            `<li><span class="note">${fromLog(line === undefined ? place : `${place}:${line}`, 300)} ${timeTag(timeMs)}</span> <code>${fromLog(text, 400)}</code></li>`,
        )
        .join('')}</ul>`;

const renderKind = ({ title, severity, place, count, firstSeenMs, lastSeenMs, lines }: FailureKindFact): string =>
  `<li>${badge(severity)} <code>${fromLog(title, 300)}</code> in ${fromLog(place, 200)}, ${plural(count, 'event')}, ${time(firstSeenMs)} to ${time(lastSeenMs)}${renderLines(lines)}</li>`;

const endOf = ({ lastSeenMs, goesOn }: FailureFact): string =>
  `${timeTag(lastSeenMs)} (${goesOn ? 'still going on at the end of the logs' : 'over'})`;

/** Times, places, lines and kinds of a matter. */
export const renderFailureBody = (failure: FailureFact): string => {
  const { reasons, kinds } = failure;
  const more = reasons.length - maxReasons;
  return `<ul>${reasons
    .slice(0, maxReasons)
    .map((reason) => `<li>${fromLog(reason, 500)}</li>`)
    .join('')}${more > 0 ? `<li>${plural(more, 'more sentence')}.</li>` : ''}</ul>
<dl>${term('Events', number(failure.count))}
${term('First seen', timeTag(failure.firstSeenMs))}
${term('Last seen', endOf(failure))}
${term('Trend', escapeHtml(failure.trend))}
${term('Where', fromLog(failure.where.slice(0, 8).join(', ') + (failure.where.length > 8 ? ` and ${failure.where.length - 8} more` : ''), 600))}</dl>
${renderLines(failure.lines)}
${kinds.length < 2 ? '' : `<details><summary>${plural(kinds.length, 'kind')}</summary><ul>${kinds.slice(0, maxKinds).map(renderKind).join('')}${kinds.length > maxKinds ? `<li>${number(kinds.length - maxKinds)} more.</li>` : ''}</ul></details>`}`;
};

/** What failed, by kind; the weightiest first. */
export const renderFailures = (failures: readonly FailureFact[], furtherFailures: number | undefined): string => {
  const further = furtherText(furtherFailures);
  const shown = failures.slice(0, maxFailures);
  const rest = failures.length - shown.length;
  return (
    shown
      .map(
        (
          failure,
        ) => `<article class="finding ${escapeHtml(failure.severity.toLowerCase())}" id="k-${escapeHtml(failure.id)}">
<div class="headline">${badge(failure.severity)}<h3>${fromLog(failure.title, 300)}</h3></div>
${renderFailureBody(failure)}
</article>`,
      )
      .join('\n') +
    (rest > 0 ? `<p class="note">${number(rest)} more not shown.</p>` : '') +
    (further === '' ? '' : `<p class="note">${escapeHtml(further)}</p>`)
  );
};

/** Where the server failed a share of the requests; empty where none says something. */
export const renderRates = (rates: readonly RateFact[] | undefined): string => {
  const notable = notableRates(rates);
  if (notable.length === 0) return '';
  const rows = notable.map(
    ({ place, requests, serverErrors }) =>
      `<li>${fromLog(place, 200)}: ${percent(serverErrors, requests)} of ${plural(requests, 'request')} answered 5xx (${number(serverErrors)})</li>`,
  );
  return `<ul>${rows.join('')}</ul>`;
};
