import { countWindowMs, windowStart } from '@bellwether/log-model';
import { scoreLateWindows, scoreWindows, type ScorePolicy, type ScorePorts } from '@bellwether/pipeline';
import type { Ports } from '@bellwether/ports';

/**
 * How long after its end a window is judged, in milliseconds: two minutes, so that records on their way are counted.
 */
export const settleMs = 120_000;

/** Windows judged per run: the newest settled one and those before it, in case a run was missed. Judging again raises nothing new. */
const defaultWindowsPerRun = 3;

/** The settings of a run; all of them are required. */
export type DueWindowsPolicy = ScorePolicy & Required<Pick<ScorePolicy, 'anomalyMinScore' | 'thresholds'>>;

/**
 * Judges the windows that have settled when a scheduled run was due, and again those that got counts since they were judged.
 *
 * @param windowsPerRun  windows of a run; at least as many as close between two runs of the schedule
 */
export const scoreDueWindows =
  (
    ports: ScorePorts & Pick<Ports, 'lateWindows'>,
    policy: DueWindowsPolicy,
    windowsPerRun: number = defaultWindowsPerRun,
  ) =>
  async (due: { readonly scheduledAtMs: number }): ReturnType<typeof scoreWindows> => {
    const notedToMs = due.scheduledAtMs - settleMs;
    const toMs = windowStart(notedToMs);
    const onTime = await scoreWindows(ports, policy, toMs - windowsPerRun * countWindowMs, toMs);
    const late = await scoreLateWindows(ports, policy, { toMs, notedToMs });
    return {
      findings: [...onTime.findings, ...late.findings],
      windowsScored: onTime.windowsScored + late.windowsScored,
    };
  };
