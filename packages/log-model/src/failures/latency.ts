import { oneLine, type LogEvent } from '@bellwether/log-events';
import type { EvidenceLine, Measure } from './records.ts';
import { requestTimeOf } from './requests.ts';
import { addToSeries, emptySeries } from './series.ts';
import { shiftOf } from './shift.ts';
import { base, rounded, type Signal } from './signal.ts';

/** Stands in a measure's key for the index of a number: the duration of a route. */
const latencyMark = '|latency';
const latencyBins = 128;

/** What slower requests ask for, besides a shift of their own. */
export const latencyPolicy = {
  /** Requests before and since. */
  minCount: 20,
  /** Faster requests are never slow. Milliseconds. */
  minMs: 20,
} as const;

export const isLatency = ({ key }: Pick<Measure, 'key'>): boolean => key.endsWith(latencyMark);

/**
 * Adds how long a request took to the measure of its route.
 *
 * @returns the measure, where there is one
 */
export const measureLatency = (
  measures: Map<string, Measure>,
  scope: string,
  place: string,
  event: LogEvent,
  lineOf: () => EvidenceLine,
  maxMeasures: number,
): Measure | undefined => {
  const request = requestTimeOf(event);
  if (request === undefined) return undefined;
  const { route, durationMs } = request;
  const key = `${scope}|${route}${latencyMark}`;
  let measure = measures.get(key);
  const point = { line: lineOf(), value: durationMs };
  const { timestampMs } = event;
  if (measure === undefined) {
    if (measures.size >= maxMeasures) return undefined;
    measure = {
      key,
      scope,
      place,
      title: oneLine(route === '' ? place : route, 200),
      series: emptySeries(latencyBins),
      count: 0,
      firstMs: timestampMs,
      lastMs: timestampMs,
      first: point,
      last: point,
    };
    measures.set(key, measure);
  }
  measure.count += 1;
  measure.firstMs = Math.min(measure.firstMs, timestampMs);
  if (timestampMs >= measure.lastMs) [measure.lastMs, measure.last] = [timestampMs, point];
  addToSeries(measure.series, timestampMs, Math.log1p(durationMs));
  return measure;
};

/** Routes that became slower for good. */
export const latencySignals = (measures: Iterable<Measure>): readonly Signal[] => {
  const signals: Signal[] = [];
  for (const measure of measures) {
    if (!isLatency(measure)) continue;
    const shift = shiftOf(measure.series);
    const { minCount, minMs } = latencyPolicy;
    if (shift === undefined || shift.after <= shift.before || shift.after < minMs) continue;
    if (shift.countBefore < minCount || shift.countAfter < minCount) continue;
    const { place, scope, lastMs, title, last, first } = measure;
    signals.push({
      ...base,
      what: 'latency',
      subject: title,
      severity: 'WARNING',
      place,
      scope,
      title: `${title} is slower: ${rounded(shift.after)} ms where ${rounded(shift.before)} ms were usual`,
      count: shift.countAfter,
      firstMs: shift.atMs,
      lastMs,
      onsetMs: shift.atMs,
      lines: [last.line, first.line],
      notes: [`${shift.countBefore} requests before, ${shift.countAfter} since.`],
    });
  }
  return signals;
};
