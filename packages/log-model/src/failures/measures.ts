import type { LogEvent } from '@bellwether/log-events';
import { oneLine } from '@bellwether/log-events';
import type { EvidenceLine, Measure } from './records.ts';
import { addToSeries, emptySeries } from './series.ts';

const maxLength = 300;
const measureBins = 128;
/** Numbers of a message that are measured; the first ones. */
const maxNumbers = 3;

/** A number that stands by itself, with a unit at most: no part of an address, a date, a version or a name. */
const standing =
  /(?<![\w.:/+#%-])\d{1,15}(?:\.\d{1,9})?(?=[\s,;)\]]|$|(?:ms|s|us|ns|B|kB|KB|MB|GB|KiB|MiB|GiB|%)(?![\w.]))/g;

/** The words around one number of a message, up to the next comma, semicolon or bar: what it counts. */
export const wordsAround = (text: string, index: number): string => {
  const match = [...text.slice(0, maxLength).matchAll(standing)][index];
  if (match === undefined) return '';
  const before = text.slice(0, match.index).split(/[,;|]/).at(-1) ?? '';
  const after = text.slice(match.index + match[0].length).split(/[,;|]/, 1)[0] ?? '';
  return `${before} ${after}`;
};

/** One value that was measured, and whose it is. */
export interface Measured {
  readonly key: string;
  readonly scope: string;
  readonly location: string;
  readonly title: string;
  readonly timestampMs: number;
  readonly value: number;
}

/**
 * Adds a value to its measure.
 *
 * @param maxMeasures  greatest number of measures; a value of a further one is left out
 * @returns the measure, where there is one
 */
export const addToMeasure = (
  measures: Map<string, Measure>,
  { key, scope, location, title, timestampMs, value }: Measured,
  lineOf: () => EvidenceLine,
  maxMeasures: number,
): Measure | undefined => {
  let measure = measures.get(key);
  if (measure === undefined && measures.size >= maxMeasures) return undefined;
  const point = { line: lineOf(), value };
  if (measure === undefined) {
    const series = emptySeries(measureBins);
    const [firstMs, lastMs] = [timestampMs, timestampMs];
    measure = {
      key,
      scope,
      location,
      title: oneLine(title, 200),
      series,
      count: 0,
      firstMs,
      lastMs,
      first: point,
      last: point,
    };
    measures.set(key, measure);
  }
  measure.count += 1;
  measure.firstMs = Math.min(measure.firstMs, timestampMs);
  if (timestampMs >= measure.lastMs) [measure.lastMs, measure.last] = [timestampMs, point];
  addToSeries(measure.series, timestampMs, Math.log1p(value));
  return measure;
};

/**
 * Adds the numbers of a message to the measures of its template, so that a number which leaves its usual range is seen: a backup of
 * 20 bytes, a statement that takes ten times as long, a queue that grows.
 *
 * @returns the measures that changed
 */
export const measureNumbers = (
  measures: Map<string, Measure>,
  scope: string,
  location: string,
  event: LogEvent,
  lineOf: () => EvidenceLine,
  maxMeasures: number,
): readonly Measure[] => {
  const { message, templateId, timestampMs } = event;
  const text = message.length > maxLength ? message.slice(0, maxLength) : message;
  if (!/\d/.test(text)) return [];
  const changed: Measure[] = [];
  let index = 0;
  for (const match of text.matchAll(standing)) {
    if (index >= maxNumbers) break;
    const value = Number(match[0]);
    const key = `${scope}|${templateId}|${index}`;
    index += 1;
    const measured = { key, scope, location, title: text, timestampMs, value };
    const measure = addToMeasure(measures, measured, lineOf, maxMeasures);
    if (measure !== undefined) changed.push(measure);
  }
  return changed;
};
