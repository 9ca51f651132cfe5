/** A window whose facts are kept. */
export interface AnalyzedWindow {
  readonly id: string;
  /** Version of the facts and of the source that they were read from: facts of another are collected anew. */
  readonly version: string;
  /** Where its facts lie. */
  readonly factsPath: string;
  readonly events: number;
}

/**
 * Which windows were analysed, and why others were not. Facts themselves lie in the archive: a table takes 400 KB an item, and
 * states of a machine pass on ids alone.
 */
export interface AnalyzedWindowStore {
  /** What is known of a window in this version; undefined where it was not analysed. */
  find(id: string, version: string): Promise<AnalyzedWindow | undefined>;
  /** Keeping a window again replaces what is known of it. */
  keep(window: AnalyzedWindow): Promise<void>;
  /** Notes why a run could not analyse a window; the last reason counts. */
  noteMissing(runId: string, windowId: string, reason: string): Promise<void>;
  /** Reasons by the windows' ids. */
  missing(runId: string): Promise<ReadonlyMap<string, string>>;
}

/** An analysis that came to its end. */
export interface AnalysisRun {
  readonly id: string;
  /** Analyses of one selection have one name, and follow each other. */
  readonly name: string;
  /** The analysed time, epoch milliseconds UTC. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly createdMs: number;
  readonly planned: number;
  readonly analysed: number;
  /** Where all that its report says lies. */
  readonly factsPath: string;
}

/** The history of analyses. */
export interface AnalysisRunStore {
  /** Keeping a run again replaces it. */
  keep(run: AnalysisRun): Promise<void>;
  /** The latest run of a name that was made before this time; undefined where there is none. */
  lastBefore(name: string, createdMs: number): Promise<AnalysisRun | undefined>;
}

/** What was spent in a day, of whatever is paid for by use. */
export interface SpendingStore {
  /**
   * Adds to what a day has spent, unless that would be more than the limit.
   *
   * @param day  such as `2026-03-02`, UTC
   * @param microUsd  millionths of a dollar; integer, 0 or more
   * @param limitMicroUsd  millionths of a dollar that the day may spend
   * @returns whether it was added
   */
  spend(day: string, microUsd: number, limitMicroUsd: number): Promise<boolean>;
}
