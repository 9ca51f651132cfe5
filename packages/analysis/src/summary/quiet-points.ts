import type { JoinedPoint } from './joined.ts';

/** A window is quiet when its rate of events is below this share of the median rate. */
const quietShare = 0.02;

const rateOf = ({ startMs, endMs, events }: JoinedPoint): number => events / Math.max(1, endMs - startMs);

/**
 * Windows in which nearly nothing was written, or of which the archive has only the margin. That no pattern came in them says nothing of
 * a pattern.
 */
export const quietPoints = (points: readonly JoinedPoint[]): ReadonlySet<JoinedPoint> => {
  const rates = points
    .filter(({ events }) => events > 0)
    .map(rateOf)
    .toSorted((left, right) => left - right);
  const median = rates[Math.floor(rates.length / 2)] ?? 0;
  return new Set(points.filter((point) => rateOf(point) < quietShare * median));
};

/** A stretch of quiet windows at the end of a period. */
export interface QuietEnd {
  readonly startMs: number;
  readonly endMs: number;
  readonly events: number;
}

/** The quiet windows after the last one that was not; undefined for none. */
export const quietEndOf = (points: readonly JoinedPoint[], quiet: ReadonlySet<JoinedPoint>): QuietEnd | undefined => {
  const tail = points.slice(points.findLastIndex((point) => !quiet.has(point)) + 1);
  const [first, last] = [tail[0], tail.at(-1)];
  if (first === undefined || last === undefined || tail.length === points.length) return undefined;
  return { startMs: first.startMs, endMs: last.endMs, events: tail.reduce((sum, { events }) => sum + events, 0) };
};
