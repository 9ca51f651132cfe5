import { anscombe } from '@bellwether/log-model';
import type { JoinedPoint, NumberedPattern } from './joined.ts';
import { quietPoints } from './quiet-points.ts';

/** A pattern that came much more, or much less, often in one window than in those before it. */
export interface Mover {
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly events: number;
  /** Mean events of the windows before, for a window of this length. */
  readonly expected: number;
  readonly surprise: number;
}

/** Windows before that a comparison needs; how much more or less is a move; and how surprising it must be. */
const minBefore = 3;
const minRatio = 2;
const minSurprise = 6;

/**
 * For each pattern the window that differs most from the mean of all before it; the most surprising first. Windows in which nearly nothing
 * was written are left out.
 */
export const moversOf = (patterns: readonly NumberedPattern[], points: readonly JoinedPoint[]): readonly Mover[] => {
  const movers: Mover[] = [];
  const quiet = quietPoints(points);
  for (const { joined, summary } of patterns) {
    let [events, lengthMs, before] = [0, 0, 0];
    let best: Mover | undefined;
    for (const [index, point] of points.entries()) {
      if (quiet.has(point)) continue;
      const { startMs, endMs } = point;
      const observed = joined.counts[index] ?? 0;
      if (before >= minBefore && events > 0) {
        const expected = (events / lengthMs) * (endMs - startMs);
        const ratio = Math.max(observed, expected) / Math.max(1, Math.min(observed, expected));
        const surprise = anscombe(observed) - anscombe(expected);
        const isMove = ratio >= minRatio && Math.abs(surprise) >= minSurprise;
        if (isMove && (best === undefined || Math.abs(surprise) > Math.abs(best.surprise)))
          best = { id: summary.id, startMs, endMs, events: observed, expected, surprise };
      }
      events += observed;
      lengthMs += endMs - startMs;
      before += 1;
    }
    if (best !== undefined) movers.push(best);
  }
  return movers.toSorted((a, b) => Math.abs(b.surprise) - Math.abs(a.surprise) || (a.id < b.id ? -1 : 1));
};
