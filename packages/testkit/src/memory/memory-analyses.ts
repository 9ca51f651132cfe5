import type {
  AnalysisRun,
  AnalysisRunStore,
  AnalyzedWindow,
  AnalyzedWindowStore,
  SpendingStore,
} from '@bellwether/ports';

/** Analysed windows in memory. */
export const memoryAnalyzedWindows = (): AnalyzedWindowStore => {
  const windows = new Map<string, AnalyzedWindow>();
  const reasons = new Map<string, Map<string, string>>();
  return {
    find: async (id, version) => structuredClone(windows.get(`${id} ${version}`)),
    keep: async (window) => {
      windows.set(`${window.id} ${window.version}`, structuredClone(window));
    },
    noteMissing: async (runId, windowId, reason) => {
      reasons.set(runId, (reasons.get(runId) ?? new Map<string, string>()).set(windowId, reason));
    },
    missing: async (runId) => new Map(reasons.get(runId)),
  };
};

/** Finished analyses in memory. */
export const memoryAnalysisRuns = (): AnalysisRunStore => {
  const runs = new Map<string, AnalysisRun>();
  return {
    keep: async (run) => {
      runs.set(`${run.name} ${run.createdMs} ${run.id}`, structuredClone(run));
    },
    lastBefore: async (name, createdMs) =>
      structuredClone(
        [...runs.values()]
          .filter((run) => run.name === name && run.createdMs < createdMs)
          .toSorted((left, right) => right.createdMs - left.createdMs)[0],
      ),
  };
};

/** What days have spent, in memory. */
export const memorySpending = (): SpendingStore => {
  const days = new Map<string, number>();
  return {
    spend: async (day, microUsd, limitMicroUsd) => {
      const sum = (days.get(day) ?? 0) + microUsd;
      if (sum > limitMicroUsd) return false;
      days.set(day, sum);
      return true;
    },
  };
};
