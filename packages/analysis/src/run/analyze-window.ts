import type { AnalyzedWindowStore, Lake } from '@bellwether/ports';
import { QueryError } from '@bellwether/queries';
import type { WindowFacts } from '../collect/window-facts.ts';
import type { SourceKind } from '../sources/source-offer.ts';
import type { MissingReason } from '../windows/coverage.ts';
import type { AnalysisWindow } from '../windows/plan-windows.ts';
import { factsPathOf, planOf, windowVersionOf, type AnalysisPlan } from './analysis-plan.ts';
import type { WindowRequest, WindowResult } from './contract.ts';

/** Thrown between two parts of a reading whose time is over. */
export class WindowTimeout extends Error {
  constructor() {
    super('The time of the window is over.');
    this.name = 'WindowTimeout';
  }
}

/**
 * Collects the facts of a window from one kind of source.
 *
 * @param checkTime  to be called between the parts of a reading; throws WindowTimeout when its time is over
 * @returns why there are none, where that is known
 */
export type CollectFrom = (
  plan: AnalysisPlan,
  window: AnalysisWindow,
  checkTime: () => void,
) => Promise<WindowFacts | MissingReason>;

export interface WindowPorts {
  readonly lake: Pick<Lake, 'read' | 'write'>;
  readonly windows: Pick<AnalyzedWindowStore, 'find' | 'keep' | 'noteMissing'>;
  readonly sources: ReadonlyMap<SourceKind, CollectFrom>;
  readonly clock: { now(): number };
}

/** Time for writing what was collected, milliseconds. */
const reserveMs = 30_000;

const reasonOf = (error: unknown): MissingReason | undefined => {
  if (error instanceof WindowTimeout) return 'timed_out';
  if (!(error instanceof QueryError)) return undefined;
  return error.code === 'timed_out' ? 'timed_out' : error.code === 'too_broad' ? 'over_budget' : undefined;
};

/**
 * Analyses one window of a run, unless that was done: results are looked up by window and version, so that a retry, a redrive or a second
 * run reads nothing again.
 *
 * @throws PortError when a store or source fails, for the machine to try again; RangeError when the run or the window does not exist
 */
export const analyzeWindow =
  ({ lake, windows, sources, clock }: WindowPorts) =>
  async ({ runId, windowId }: WindowRequest, remainingMs: number): Promise<WindowResult> => {
    const endsMs = clock.now() + remainingMs - reserveMs;
    const plan = await planOf(lake, runId);
    const window = plan.windows.find(({ id }) => id === windowId);
    if (window === undefined) throw new RangeError(`The run ${runId} has no window ${windowId}.`);
    const version = windowVersionOf(plan);
    const known = await windows.find(windowId, version);
    if (known !== undefined) return { windowId, outcome: 'known', events: known.events };

    const collect = sources.get(plan.source.kind);
    if (collect === undefined) throw new RangeError(`The source ${plan.source.kind} is not set up here.`);
    const checkTime = (): void => {
      if (clock.now() > endsMs) throw new WindowTimeout();
    };
    const { startMs, endMs } = window;
    const facts = await collect(plan, { id: windowId, startMs, endMs }, checkTime).catch((error: unknown) => {
      const reason = reasonOf(error);
      if (reason === undefined) throw error;
      return reason;
    });
    if (typeof facts === 'string') {
      await windows.noteMissing(runId, windowId, facts);
      return { windowId, outcome: 'missing', reason: facts, events: 0 };
    }
    const factsPath = factsPathOf(windowId, version);
    await lake.write(factsPath, Buffer.from(JSON.stringify(facts)));
    await windows.keep({ id: windowId, version, factsPath, events: facts.events });
    return { windowId, outcome: 'analyzed', events: facts.events };
  };
