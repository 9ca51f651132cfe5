import type { Severity } from '@bellwether/log-model';
import { activityOf } from '../activity.ts';
import { duration, number, plural, time } from '../figures.ts';
import { drawActivity, drawWaterline, legendBars, problemsOf } from './drawings.ts';
import { fromLog } from './from-log.ts';
import { shortName } from './headline.ts';
import { severityClass, shape } from './marks.ts';
import type { TimeAxis } from './time-axis.ts';
import type { PageView } from './view.ts';

/** Findings that have a row under the chart. */
const maxRows = 16;
const stacked: readonly Severity[] = ['CRITICAL', 'ERROR', 'WARNING'];

/** What one bar covers, such as `15 min`. */
export const unitOf = ({ barMs }: TimeAxis): string => (barMs < 1_000 ? `${barMs} ms` : duration(barMs));

const describe = (axis: TimeAxis): string => {
  const peak = axis.bars.reduce((best, bar) => (problemsOf(bar) > problemsOf(best) ? bar : best));
  const busiest = axis.bars.reduce((best, bar) => (bar.events > best.events ? bar : best));
  const most =
    problemsOf(peak) === 0
      ? 'No errors or warnings.'
      : `Most errors and warnings from ${time(peak.startMs)}: ${number(problemsOf(peak))}.`;
  return `Errors, warnings and events over time, from ${time(axis.startMs)} to ${time(axis.endMs)}. ${most} Most events from ${time(busiest.startMs)}: ${number(busiest.events)}.`;
};

const renderRows = (view: PageView, axis: TimeAxis): string =>
  view.findings
    .slice(0, maxRows)
    .map((finding) => {
      const { severity, id, firstSeenMs, lastSeenMs } = finding;
      const goesOn = activityOf(finding, view.endMs) === 'goes-on';
      return `<div class="lab ${severityClass(severity)}">${shape(severity, true)}<a href="#${view.findingAnchor(id)}">${fromLog(shortName(finding, view.facts.folder), 100)}</a></div><div class="row">${drawActivity(axis, { severity, firstMs: firstSeenMs, lastMs: lastSeenMs, goesOn })}</div>`;
    })
    .join('');

const renderFigures = ({ bars }: TimeAxis, { times }: PageView): string =>
  `<details class="inner"><summary>The figures as a table</summary><div class="tw" tabindex="0" role="region" aria-label="Events over time, as a table"><table class="t"><caption class="vh">Events over time by severity</caption><thead><tr><th scope="col">From</th>${[...stacked.map((severity) => severityClass(severity)), 'all events'].map((word) => `<th scope="col" class="num">${word}</th>`).join('')}</tr></thead><tbody>${bars
    .filter(({ events }) => events > 0)
    .map(
      (bar) =>
        `<tr><th scope="row">${times.point(bar.startMs)}</th>${[...stacked.map((severity) => bar.bySeverity?.[severity] ?? 0), bar.events].map((count) => `<td class="num${count === 0 ? ' zero' : ''}">${number(count)}</td>`).join('')}</tr>`,
    )
    .join('')}</tbody></table></div></details>`;

/** The chart of the period, with one row for each finding under the same axis. */
export const renderTimeline = (view: PageView, axis: TimeAxis): string => {
  const here = stacked.filter((severity) => axis.bars.some(({ bySeverity }) => (bySeverity?.[severity] ?? 0) > 0));
  const rest = view.joined.findings.length - Math.min(maxRows, view.findings.length);
  const isOn = view.findings.slice(0, maxRows).some((finding) => activityOf(finding, view.endMs) === 'goes-on');
  return `<figure class="figbox"><div class="tl"><div class="lab head"><b>Errors and warnings</b><span class="soft">above the line</span><b>All events</b><span class="soft">below it, own scale</span></div><div class="row head">${drawWaterline(axis, unitOf(axis), describe(axis))}</div>${renderRows(view, axis)}</div>
<figcaption class="legend">${legendBars(here)}<span><span class="sq"></span>All events, below the line</span>${isOn ? '<span>Dots to the right edge: still going on</span>' : ''}${rest > 0 ? `<span>${plural(rest, 'more finding')} without a lane</span>` : ''}</figcaption>${renderFigures(axis, view)}</figure>`;
};
