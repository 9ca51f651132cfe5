import type { Severity } from '@bellwether/log-model';
import type { TimelinePoint } from '../facts.ts';
import { number } from '../figures.ts';
import { severityClass, severityWord } from './marks.ts';
import type { TimeAxis } from './time-axis.ts';

/*
 * Charts have no viewBox: x is in per cent, y in pixels. Words keep their size on a phone, and no style attribute is needed.
 */

/** A share of the width, in per cent. */
const percentOf = (share: number): string => `${Math.round(Math.min(1, Math.max(0, share)) * 100_000) / 1_000}%`;
const pixels = (value: number): string => String(Math.round(value * 10) / 10);

/** A round number at or above `value`. */
const roundUp = (value: number): number => {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= value) ?? 10) * power;
};

const problems: readonly Severity[] = ['CRITICAL', 'ERROR', 'WARNING'];
export const problemsOf = ({ bySeverity }: TimelinePoint): number =>
  problems.reduce((sum, severity) => sum + (bySeverity?.[severity] ?? 0), 0);

const [top, above, below] = [18, 84, 34];
const base = top + above;
const height = base + below + 20;

const barMarks = (bar: TimelinePoint, index: number, axis: TimeAxis, maxCount: number, maxEvents: number): string => {
  const width = 1 / axis.bars.length;
  const span = `x="${percentOf((index + 0.08) * width)}" width="${percentOf(width * 0.84)}"`;
  const marks: string[] = [];
  if (bar.events > 0)
    marks.push(
      `<rect class="vol" ${span} y="${base + 1}" height="${pixels(Math.max(1, (bar.events / maxEvents) * below))}"/>`,
    );
  let y = base;
  for (const severity of problems) {
    const count = bar.bySeverity?.[severity] ?? 0;
    if (count <= 0) continue;
    // Even one error among thousands of events is seen.
    const size = Math.max(2, (count / maxCount) * above);
    y -= size;
    const box = `${span} y="${pixels(y)}" height="${pixels(size > 4 ? size - 0.6 : size)}"`;
    marks.push(`<rect class="b-${severityClass(severity)}" ${box}/>`);
    if (severity === 'CRITICAL' && size > 4) marks.push(`<rect class="b-hatch" ${box}/>`);
  }
  return marks.join('');
};

const tickLines = (axis: TimeAxis, fromY: number, toY: number): string =>
  axis.ticks
    .map(({ atMs }) => {
      const x = percentOf((atMs - axis.startMs) / (axis.endMs - axis.startMs));
      return `<line class="grid" x1="${x}" x2="${x}" y1="${fromY}" y2="${toY}"/>`;
    })
    .join('');

const tickWords = ({ ticks, startMs, endMs }: TimeAxis): string =>
  ticks
    .filter(({ text }) => text !== '')
    .map(({ atMs, text, isDate, isOptional }) => {
      const share = (atMs - startMs) / (endMs - startMs);
      const anchor = share < 0.02 ? 'start' : share > 0.95 ? 'end' : 'middle';
      const classes = [isDate ? 'b' : '', isOptional ? 'opt' : ''].filter((name) => name !== '').join(' ');
      return `<text${classes === '' ? '' : ` class="${classes}"`} x="${percentOf(share)}" y="${height - 4}" text-anchor="${anchor}">${text}</text>`;
    })
    .join('');

/**
 * Problems above the line, stacked with the worst at the line; all events below it, on a scale of their own, so that three errors among
 * seven hundred events are still seen.
 *
 * @param unit  what one bar covers, such as `15 min`
 * @param description  one sentence for readers of the screen
 */
export const drawWaterline = (axis: TimeAxis, unit: string, description: string): string => {
  const maxCount = roundUp(axis.bars.reduce((best, bar) => Math.max(best, problemsOf(bar)), 1));
  const maxEvents = roundUp(axis.bars.reduce((best, { events }) => Math.max(best, events), 1));
  const line = (y: number, className = 'grid'): string =>
    `<line class="${className}" x1="0" x2="100%" y1="${y}" y2="${y}"/>`;
  return `<svg class="ch" height="${height}" role="img" aria-label="${description}">${line(top)}${line(top + above / 2)}${tickLines(axis, top, base + below)}${axis.bars.map((bar, index) => barMarks(bar, index, axis, maxCount, maxEvents)).join('')}${line(base + 0.5, 'base')}<text x="0" y="${top - 6}">${number(maxCount)} in ${unit}</text><text class="opt" x="100%" y="${base + below - 2}" text-anchor="end">${number(maxEvents)} events</text>${tickWords(axis)}</svg>`;
};

export interface ActivityRow {
  readonly severity: Severity;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly goesOn: boolean;
}

const rowHeight = 27;

/** One row under the waterline: a pill from first to last, a dot for a moment, dots to the right edge while it goes on. */
export const drawActivity = (axis: TimeAxis, { severity, firstMs, lastMs, goesOn }: ActivityRow): string => {
  const name = severityClass(severity);
  const share = (timeMs: number): number => (timeMs - axis.startMs) / (axis.endMs - axis.startMs);
  const [from, to] = [percentOf(share(firstMs)), percentOf(share(lastMs))];
  const y = rowHeight / 2;
  const pill = `<line class="k-${name}" x1="${from}" x2="${to}" y1="${y}" y2="${y}" stroke-width="9" stroke-linecap="round"/>`;
  const rest = goesOn
    ? `<line class="k-${name}" x1="${to}" x2="100%" y1="${y}" y2="${y}" stroke-width="4" stroke-linecap="round" stroke-dasharray="1 7"/>`
    : '';
  return `<svg class="ch" height="${rowHeight}" aria-hidden="true" focusable="false">${tickLines(axis, 0, rowHeight)}${rest}${pill}</svg>`;
};

const [sparkWidth, sparkHeight] = [112, 24];

/** Small bars of one colour; decoration beside figures that say the same. Empty for none. */
export const drawSpark = (bars: readonly number[] | undefined, severity: Severity | undefined): string => {
  if (bars === undefined || bars.length === 0) return '';
  const maxCount = bars.reduce((best, value) => Math.max(best, value), 1);
  const step = sparkWidth / bars.length;
  const path = bars
    .map((value, index) =>
      value > 0
        ? `M${pixels((index + 0.5) * step)} ${sparkHeight}v-${pixels(Math.max(2, (value / maxCount) * (sparkHeight - 2)))}`
        : '',
    )
    .join('');
  const name = severity === undefined ? 'info' : severityClass(severity);
  return `<svg class="spark" width="${sparkWidth}" height="${sparkHeight}" aria-hidden="true" focusable="false"><path class="z" d="M0 ${sparkHeight - 0.5}H${sparkWidth}"/><path class="k-${name}" d="${path}" stroke-width="${pixels(Math.max(1, Math.min(10, step - 0.8)))}"/></svg>`;
};

/** The legend: the bar's own drawing and the word. */
export const legendBars = (severities: readonly Severity[]): string =>
  severities
    .map((severity) => {
      const name = severityClass(severity);
      const box = 'x=".5" y=".5" width="11" height="13"';
      const hatch = severity === 'CRITICAL' ? `<rect class="b-hatch" ${box}/>` : '';
      return `<span><svg class="bsw" aria-hidden="true" focusable="false"><rect class="b-${name}" ${box}/>${hatch}</svg>${severityWord(severity)}</span>`;
    })
    .join('');
