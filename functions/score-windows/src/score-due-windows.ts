import { countWindowMs, windowStart } from '@bellwether/log-model';
import { scoreWindows, type ScorePolicy, type ScorePorts } from '@bellwether/pipeline';

/**
 * How long after its end a window is judged, in milliseconds: two minutes, so that records still under way are counted.
 */
export const settleMs = 120_000;

/** Windows judged a run: the newest settled one and those before it, in case a run was missed. Judging again raises nothing new. */
const defaultWindowsPerRun = 3;

/** What settings decide; nothing of it may be left out. */
export type DueWindowsPolicy = ScorePolicy & Required<Pick<ScorePolicy, 'anomalyMinScore' | 'thresholds'>>;

/**
 * Judges the windows that have settled when a scheduled run was due.
 *
 * @param windowsPerRun  windows of a run; at least as many as lie between two runs of the schedule
 */
export const scoreDueWindows =
  (ports: ScorePorts, policy: DueWindowsPolicy, windowsPerRun: number = defaultWindowsPerRun) =>
  async (due: { readonly scheduledAtMs: number }): ReturnType<typeof scoreWindows> => {
    const toMs = windowStart(due.scheduledAtMs - settleMs);
    return scoreWindows(ports, policy, toMs - windowsPerRun * countWindowMs, toMs);
  };
