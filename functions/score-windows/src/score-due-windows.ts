import { countWindowMs, windowStart, type DetectionRule } from '@bellwether/log-model';
import {
  backlogKnownMs,
  dataEndsOf,
  judgeAbsences,
  maxLateNotes,
  scoreLateWindows,
  scoreWindows,
  type ScorePolicy,
  type ScorePorts,
} from '@bellwether/pipeline';
import type { Ports } from '@bellwether/ports';

/**
 * How long after its end a window is judged, in milliseconds: two minutes, so that records on their way are counted.
 */
export const settleMs = 120_000;

/** Windows judged per run: the newest settled one and those before it, in case a run was missed. Judging again raises nothing new. */
const defaultWindowsPerRun = 3;

/** The settings of a run; all of them are required. */
export type DueWindowsPolicy = ScorePolicy & Required<Pick<ScorePolicy, 'anomalyMinScore' | 'thresholds'>>;

type DueWindowsPorts = ScorePorts & Pick<Ports, 'lateWindows'>;

/**
 * Judges the windows that have settled when a scheduled run was due, and again those that got counts since they were judged. A
 * window whose data may not have been read yet is not called silent: it is noted, and judged again by the next run.
 *
 * @param rules  of which those of absence are judged
 * @param windowsPerRun  windows of a run; at least as many as close between two runs of the schedule
 */
export const scoreDueWindows =
  (
    ports: DueWindowsPorts,
    policy: DueWindowsPolicy,
    rules: readonly DetectionRule[] = [],
    windowsPerRun: number = defaultWindowsPerRun,
  ) =>
  async ({ scheduledAtMs: nowMs }: { readonly scheduledAtMs: number }): ReturnType<typeof scoreWindows> => {
    const notedToMs = nowMs - settleMs;
    const toMs = windowStart(notedToMs);
    const backlogs = await ports.lateWindows.backlogs(nowMs - backlogKnownMs);
    const dataEnds = dataEndsOf(backlogs, await ports.lateWindows.due(nowMs, maxLateNotes), nowMs);
    const fromMs = toMs - windowsPerRun * countWindowMs;
    const onTime = await scoreWindows(ports, policy, fromMs, toMs, dataEnds);
    const absences = await judgeAbsences(ports, policy, rules, { fromMs, toMs });
    if (onTime.waiting.length > 0)
      await ports.lateWindows.note(onTime.waiting.map((window) => ({ ...window, notedAtMs: nowMs })));
    const late = await scoreLateWindows(ports, policy, { toMs, notedToMs, nowMs, dataEnds });
    return {
      findings: [...onTime.findings, ...absences, ...late.findings],
      windowsScored: onTime.windowsScored + late.windowsScored,
      waiting: [...onTime.waiting, ...late.waiting],
    };
  };
