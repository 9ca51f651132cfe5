import type { LogEvent } from '@bellwether/log-events';
import { addToMeasure } from './measures.ts';
import type { EvidenceLine, Measure } from './records.ts';
import { requestTimeOf } from './requests.ts';
import { shiftOf } from './shift.ts';
import { base, rounded, type Signal } from './signal.ts';

/** Stands in a measure's key for the index of a number: the duration of a route. */
const latencyMark = '|latency';

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
  location: string,
  event: LogEvent,
  lineOf: () => EvidenceLine,
  maxMeasures: number,
): Measure | undefined => {
  const request = requestTimeOf(event);
  if (request === undefined) return undefined;
  const { route, durationMs } = request;
  const key = `${scope}|${route}${latencyMark}`;
  const title = route === '' ? location : route;
  const { timestampMs } = event;
  return addToMeasure(measures, { key, scope, location, title, timestampMs, value: durationMs }, lineOf, maxMeasures);
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
    const { location, scope, lastMs, title, last, first } = measure;
    signals.push({
      ...base,
      what: 'latency',
      subject: title,
      severity: 'WARNING',
      location,
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
