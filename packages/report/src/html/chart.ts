import { escapeHtml } from '@bellwether/log-model';
import type { Finding } from '@bellwether/log-model';
import type { TimelinePoint } from '../facts.ts';
import { clock, number, time } from '../figures.ts';

const width = 960;
const left = 56;
const right = 12;
const plotWidth = width - left - right;
const maxBars = 120;

interface Panel {
  readonly top: number;
  readonly height: number;
  readonly label: string;
  readonly className: string;
  readonly valueOf: (point: TimelinePoint) => number;
}

const panels: readonly Panel[] = [
  { top: 26, height: 130, label: 'Events', className: 'bar-events', valueOf: (point) => point.events },
  { top: 190, height: 80, label: 'Errors', className: 'bar-errors', valueOf: (point) => point.errors },
];
const axisTop = 290;
const height = 316;

/** Joins neighbours until at most `maxBars` are left; sums stay exact. */
export const thinTimeline = (timeline: readonly TimelinePoint[]): readonly TimelinePoint[] => {
  const sorted = timeline.toSorted((a, b) => a.startMs - b.startMs);
  const perBar = Math.max(1, Math.ceil(sorted.length / maxBars));
  return Array.from({ length: Math.ceil(sorted.length / perBar) }, (_, bar) => {
    const points = sorted.slice(bar * perBar, (bar + 1) * perBar);
    return {
      startMs: points[0]?.startMs ?? 0,
      events: points.reduce((sum, point) => sum + point.events, 0),
      errors: points.reduce((sum, point) => sum + point.errors, 0),
    };
  });
};

/** A round number at or above `value`: 1, 2 or 5 times a power of ten. */
const roundUp = (value: number): number => {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10) * power;
};

const fixed = (value: number): string => String(Math.round(value * 10) / 10);

const drawPanel = (panel: Panel, bars: readonly TimelinePoint[]): string => {
  const values = bars.map(panel.valueOf);
  const top = roundUp(values.reduce((most, value) => Math.max(most, value), 0));
  const step = plotWidth / Math.max(1, bars.length);
  const gap = step > 4 ? 1 : 0;
  const base = panel.top + panel.height;
  const grid = [0, 0.5, 1].map((share) => {
    const y = fixed(base - share * panel.height);
    const label =
      top < 2 && share === 0.5
        ? ''
        : `<text class="tick" x="${left - 8}" y="${y}" dy="4" text-anchor="end">${number(top * share)}</text>`;
    return `<line class="grid" x1="${left}" x2="${width - right}" y1="${y}" y2="${y}"/>${label}`;
  });
  const marks = bars.map((bar, index) => {
    const value = panel.valueOf(bar);
    if (value <= 0) return '';
    // Even one error among thousands of events is at least a line.
    const size = Math.max(1.5, (value / top) * panel.height);
    return `<rect class="${panel.className}" x="${fixed(left + index * step)}" y="${fixed(base - size)}" width="${fixed(Math.max(1, step - gap))}" height="${fixed(size)}"><title>${time(bar.startMs)}: ${number(value)} ${panel.label.toLowerCase()}</title></rect>`;
  });
  return `<text class="panel" x="${left}" y="${panel.top - 10}">${panel.label}</text>${grid.join('')}${marks.join('')}`;
};

/**
 * Events and errors over time as an SVG drawing, with a mark where each finding was first seen.
 *
 * Drawn here rather than by a library: two rows of bars need none, and the page may run no script.
 */
export const drawChart = (timeline: readonly TimelinePoint[], findings: readonly Finding[]): string => {
  const bars = thinTimeline(timeline);
  const first = bars[0];
  const last = bars.at(-1);
  if (first === undefined || last === undefined) return '';
  const stepMs = bars.length > 1 ? (last.startMs - first.startMs) / (bars.length - 1) : 1;
  const xOf = (timeMs: number): number => left + ((timeMs - first.startMs) / (stepMs * bars.length)) * plotWidth;
  const everyBars = Math.max(1, Math.ceil(bars.length / 12));
  const ticks = bars.map((bar, index) =>
    index % everyBars === 0
      ? `<text class="tick" x="${fixed(xOf(bar.startMs))}" y="${height - 6}">${clock(bar.startMs)}</text>`
      : '',
  );
  const marks = findings.slice(0, 100).flatMap((finding) => {
    const x = xOf(finding.firstSeenMs);
    if (!(x >= left - 1 && x <= width - right + 1)) return [];
    const label = escapeHtml(`${finding.severity} ${time(finding.firstSeenMs)}`);
    return [
      `<path class="mark mark-${finding.severity.toLowerCase()}" d="M${fixed(x)} ${axisTop - 10}l5 9h-10z"><title>${label}</title></path>`,
    ];
  });
  const peak = bars.reduce((best, bar) => (bar.events > best.events ? bar : best), first);
  const description = `From ${time(first.startMs)} to ${time(last.startMs)}. Most events from ${time(peak.startMs)}: ${number(peak.events)}. Triangles mark findings.`;
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="chart-title chart-description"><title id="chart-title">Events and errors over time</title><desc id="chart-description">${description}</desc>${panels.map((panel) => drawPanel(panel, bars)).join('')}${marks.join('')}${ticks.join('')}</svg>`;
};
