import { dayMs, hourMs, minuteMs } from '@bellwether/log-model';
import type { ReportFacts, TimelinePoint } from '../facts.ts';
import { niceStep } from '../nice-step.ts';
import { partsOf } from './times.ts';

/** A line of the axis, with its words. */
export interface Tick {
  readonly atMs: number;
  /** Empty where words would run into a neighbour's. */
  readonly text: string;
  readonly isDate: boolean;
  /** Left out on a phone. */
  readonly isOptional: boolean;
}

/** The axis that all charts of a page share. */
export interface TimeAxis {
  readonly startMs: number;
  readonly endMs: number;
  readonly barMs: number;
  /** The worst severities apart; one for each stretch of `barMs`, in order. */
  readonly bars: readonly TimelinePoint[];
  readonly ticks: readonly Tick[];
}

/** A day that ends some minutes late still has bars of a quarter of an hour. */
const maxBars = 100;
const maxTicks = 8;
/** Minimum distance of words, in shares of the axis: 60 of about 640 pixels, and 60 of about 330 on a phone. */
const minGap = 0.095;
const minGapOfPhone = 0.19;

const tickSteps: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1_000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 4, 6, 12].map((hours) => hours * hourMs),
  ...[1, 2, 7, 14].map((days) => days * dayMs),
];
const monthSteps: readonly number[] = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1_200, 6_000];

/** Beginnings of days, weeks (Mondays) and shorter steps. */
const regularTimes = (startMs: number, endMs: number, stepMs: number): readonly number[] => {
  // 1 January 1970 was a Thursday.
  const offsetMs = stepMs % (7 * dayMs) === 0 ? 4 * dayMs : 0;
  const first = Math.ceil((startMs - offsetMs) / stepMs) * stepMs + offsetMs;
  const times: number[] = [];
  for (let atMs = first; atMs <= endMs; atMs += stepMs) times.push(atMs);
  return times;
};

/** Beginnings of every so many months. */
const monthTimes = (startMs: number, endMs: number, months: number): readonly number[] => {
  const start = partsOf(startMs);
  if (start === undefined) return [];
  const times: number[] = [];
  const first = Math.floor((start.year * 12 + start.month) / months) * months;
  for (let month = first; times.length <= maxTicks + 1; month += months) {
    const atMs = Date.UTC(Math.floor(month / 12), month % 12);
    if (!(atMs <= endMs)) break;
    if (atMs >= startMs) times.push(atMs);
  }
  return times;
};

const steppedTimes = (
  startMs: number,
  endMs: number,
): { readonly times: readonly number[]; readonly stepMs: number } => {
  const spanMs = endMs - startMs;
  const stepMs = tickSteps.find((step) => step * maxTicks >= spanMs);
  if (stepMs !== undefined) return { times: regularTimes(startMs, endMs, stepMs), stepMs };
  const months = monthSteps.find((count) => count * 30 * dayMs * maxTicks >= spanMs) ?? 12_000;
  return { times: monthTimes(startMs, endMs, months), stepMs: months * 28 * dayMs };
};

interface Label {
  readonly text: string;
  readonly isDate: boolean;
}

/** What stands at a time: the date where it changes, else the hour; for long steps the day or the month. */
const labelAt = (atMs: number, previousMs: number | undefined, stepMs: number): Label => {
  const at = partsOf(atMs);
  const previous = previousMs === undefined ? undefined : partsOf(previousMs);
  if (at === undefined) return { text: '', isDate: false };
  const isFirst = previous === undefined;
  const isOtherYear = previous?.year !== at.year;
  if (stepMs >= 28 * dayMs) {
    const isWholeYears = stepMs >= 12 * 28 * dayMs;
    if (isWholeYears && !isFirst) return { text: String(at.year), isDate: true };
    return { text: isOtherYear ? `${at.monthName} ${at.year}` : at.monthName, isDate: isOtherYear };
  }
  const day = `${at.day} ${at.monthName}`;
  if (stepMs >= dayMs) return { text: isOtherYear ? `${day} ${at.year}` : day, isDate: isOtherYear };
  const isOtherDay = isOtherYear || previous?.day !== at.day || previous?.month !== at.month;
  if (isOtherDay) return { text: isOtherYear ? `${day} ${at.year}` : day, isDate: true };
  return { text: stepMs < minuteMs ? at.hms : at.hm, isDate: false };
};

/**
 * The ticks of an axis: the date at its left end and wherever it changes, and round times between.
 *
 * @param startMs  epoch milliseconds UTC
 * @param endMs    later than `startMs`
 */
export const ticksOf = (startMs: number, endMs: number): readonly Tick[] => {
  const { times, stepMs } = steppedTimes(startMs, endMs);
  const share = (atMs: number): number => (atMs - startMs) / (endMs - startMs);
  const ticks: Tick[] = [{ atMs: startMs, ...labelAt(startMs, undefined, stepMs), isOptional: false }];
  /** Where the words of the last tick end, by width of the screen; the first one's date is longer than others. */
  let [free, freeOfPhone] = [minGap * 1.7, minGapOfPhone * 1.3];
  let previousMs = startMs;
  for (const atMs of times) {
    if (atMs === startMs) continue;
    const label = labelAt(atMs, previousMs, stepMs);
    const at = share(atMs);
    const isShown = at >= free;
    const isOptional = at < freeOfPhone;
    const width = label.text.length > 8 ? 1.3 : 1;
    if (isShown) [free, previousMs] = [at + minGap * width, atMs];
    if (isShown && !isOptional) freeOfPhone = at + minGapOfPhone * width;
    ticks.push({ atMs, ...(isShown ? label : { text: '', isDate: false }), isOptional: isShown && isOptional });
  }
  return ticks;
};

const stepOf = ({ timeline, timelineStepMs, period }: ReportFacts, sorted: readonly TimelinePoint[]): number => {
  if (timelineStepMs !== undefined) return timelineStepMs;
  const gaps = sorted.slice(1).map(({ startMs }, index) => startMs - (sorted[index]?.startMs ?? startMs));
  const least = gaps.reduce((best, gap) => (gap > 0 ? Math.min(best, gap) : best), Infinity);
  if (Number.isFinite(least)) return least;
  return Math.max(1, timeline.length === 0 ? 1 : period.endMs - period.startMs);
};

const addPoint = (bar: TimelinePoint, { events, errors, bySeverity }: TimelinePoint): TimelinePoint => {
  const sums = { ...bar.bySeverity };
  const known = bySeverity ?? { ERROR: errors, INFO: events - errors };
  for (const [severity, count] of Object.entries(known) as [keyof typeof sums, number][])
    sums[severity] = (sums[severity] ?? 0) + count;
  return { startMs: bar.startMs, events: bar.events + events, errors: bar.errors + errors, bySeverity: sums };
};

/** The shared axis of a report, with its events in at most 100 bars; undefined where no event has a time. Sums stay exact. */
export const timeAxisOf = (facts: ReportFacts): TimeAxis | undefined => {
  const sorted = facts.timeline
    .filter(({ startMs }) => partsOf(startMs) !== undefined)
    .toSorted((left, right) => left.startMs - right.startMs);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const stepMs = stepOf(facts, sorted);
  const { startMs } = first;
  const barMs = niceStep(last.startMs + stepMs - startMs, maxBars, stepMs);
  const bars: TimelinePoint[] = Array.from(
    { length: Math.floor((last.startMs - startMs) / barMs) + 1 },
    (_, index) => ({ startMs: startMs + index * barMs, events: 0, errors: 0, bySeverity: {} }),
  );
  for (const point of sorted) {
    const index = Math.floor((point.startMs - startMs) / barMs);
    const bar = bars[index];
    if (bar !== undefined) bars[index] = addPoint(bar, point);
  }
  const endMs = startMs + bars.length * barMs;
  return { startMs, endMs, barMs, bars, ticks: ticksOf(startMs, endMs) };
};
