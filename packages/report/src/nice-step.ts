import { dayMs, hourMs, minuteMs } from '@bellwether/log-model';

const secondMs = 1_000;

/** Lengths of time that divide an axis well, the shortest first, milliseconds. */
const niceSteps: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * secondMs),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 4, 6, 12].map((hours) => hours * hourMs),
  ...[1, 2, 3, 7, 14, 28, 56, 112, 364].map((days) => days * dayMs),
];

/**
 * The shortest nice length that cuts a span into at most `maxParts`, and that contains whole parts of `unitMs`.
 *
 * @param spanMs  milliseconds, 0 or more
 * @param unitMs  what cannot be cut further, such as a window of the counters; 1 or more
 */
export const niceStep = (spanMs: number, maxParts: number, unitMs = 1): number => {
  const fits = (stepMs: number): boolean => stepMs * maxParts >= spanMs && stepMs % unitMs === 0;
  return niceSteps.find(fits) ?? Math.max(1, Math.ceil(spanMs / maxParts / unitMs)) * unitMs;
};
