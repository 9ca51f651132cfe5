import {
  accountOfScope,
  countWindowMs,
  datasets,
  defaultVolumePolicy,
  openWindowDetectors,
  type Dataset,
  type Finding,
  type NotifyPolicy,
  type ThresholdRule,
  type VolumePolicy,
  type WindowCounts,
} from '@bellwether/log-model';
import { type DecisionFacts, decide, observedCandidate } from '@bellwether/log-model/decide';
import type { LateWindow, Ports } from '@bellwether/ports';
import { findingContexts } from '../commit/finding-contexts.ts';
import { markNewScopes } from '../commit/learning-sources.ts';
import { raiseFinding, type NotifyPorts } from '../commit/raise-finding.ts';
import { besideFailure, newFailureBeside } from './beside-failures.ts';
import { dataIsWhole, type DataEnds } from './data-ends.ts';

export type ScorePorts = Pick<Ports, 'counts'> & NotifyPorts;

export interface ScorePolicy extends NotifyPolicy {
  /** Fixed thresholds, judged besides the scope's own past; none when absent. */
  readonly thresholds?: readonly ThresholdRule[];
  readonly volume?: VolumePolicy;
  /** Where the data at hand ends, epoch milliseconds UTC: what has written nothing since may go on elsewhere. Never when absent. */
  readonly dataEndsMs?: number;
  /** New failures that a ledger found: a spike of errors beside one of them, or beside one that is stored, is not notified. */
  readonly newFailures?: readonly Finding[];
}

/** Where most of a scope's events come from, read off its counters. */
const originOf = (
  scope: string,
  rows: readonly WindowCounts[],
): Pick<Finding, 'scope' | 'dataset' | 'account' | 'region'> => {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const [field, count] of Object.entries(row.fields)) {
      if (!field.startsWith('dataset:')) continue;
      const dataset = field.slice('dataset:'.length, field.indexOf('/'));
      counts.set(dataset, (counts.get(dataset) ?? 0) + count);
    }
  }
  const most = [...counts].sort((left, right) => right[1] - left[1])[0]?.[0];
  const dataset: Dataset = datasets.find((known) => known === most) ?? 'application';
  return { scope, dataset, account: accountOfScope(scope), region: '' };
};

/** Windows that can be unusual: those with events, and the quiet ones after them that a detector asks for. */
const windowsToScore = (
  rows: readonly WindowCounts[],
  fromMs: number,
  toMs: number,
  quietWindows: readonly number[],
): readonly number[] => {
  const starts = new Set<number>();
  for (const row of rows) {
    starts.add(row.windowStartMs);
    for (const windows of quietWindows) starts.add(row.windowStartMs + windows * countWindowMs);
  }
  return [...starts].filter((startMs) => startMs >= fromMs && startMs < toMs).sort((left, right) => left - right);
};

/** Rows whose window starts in `[fromMs, toMs)`; `rows` are in time order, so their ends are found by halving. */
const rowsBetween = (rows: readonly WindowCounts[], fromMs: number, toMs: number): readonly WindowCounts[] => {
  const firstAtLeast = (timeMs: number): number => {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle]?.windowStartMs ?? timeMs) < timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return rows.slice(firstAtLeast(fromMs), firstAtLeast(toMs));
};

/** Detectors over windows count for themselves, so nothing is asked to decide about their candidates. */
const noFacts: DecisionFacts = {
  counts: async () => [],
  finding: async () => undefined,
  templates: async () => [],
};

/** A window whose evidence waits for data that is under way. */
type WaitingWindow = Pick<LateWindow, 'scope' | 'windowStartMs'>;

interface Scored {
  readonly findings: readonly Finding[];
  readonly windowsScored: number;
  /** Windows that are to be judged again when their data must have come. */
  readonly waiting: readonly WaitingWindow[];
}

/** What windows are judged by, besides their counts. */
interface Judging {
  readonly opened: ReturnType<typeof openDetectors>;
  readonly dataEnds: DataEnds;
}

/** The detectors of a run, and how far back they look, in milliseconds. */
const openDetectors = ({ volume = defaultVolumePolicy, thresholds = [] }: ScorePolicy) => {
  const detectors = openWindowDetectors({ volume, thresholds });
  const historyMs = Math.max(...detectors.map(({ historyWindows }) => historyWindows)) * countWindowMs;
  return { detectors, historyMs };
};

/**
 * Judges windows of one scope.
 *
 * @param isAsked  whether the window that starts then is to be judged
 */
const scoreScope = async (
  ports: ScorePorts,
  policy: ScorePolicy,
  { opened: { detectors, historyMs }, dataEnds }: Judging,
  scope: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  isAsked: (windowStartMs: number) => boolean = () => true,
): Promise<Scored> => {
  const rows = await ports.counts.rows(scope, fromMs - historyMs, toMs);
  const origin = originOf(scope, rows);
  const quietWindows = detectors.flatMap((detector) => detector.quietWindows);
  const [addContext, markNew] = [findingContexts(ports.counts), markNewScopes(policy, ports.counts)];
  const findings: Finding[] = [];
  const waiting: WaitingWindow[] = [];
  const endsMs = Math.min(policy.dataEndsMs ?? Infinity, dataEnds(scope, rows.at(-1)?.windowStartMs));
  const windows = windowsToScore(rows, fromMs, toMs, quietWindows).filter((startMs) => isAsked(startMs));
  for (const windowStartMs of windows) {
    const isPastEnd = windowStartMs + countWindowMs > endsMs;
    for (const { evaluate, historyWindows } of detectors) {
      const known = rowsBetween(rows, windowStartMs - historyWindows * countWindowMs, windowStartMs + 1);
      const found = evaluate({ scope, windowStartMs, isPastEnd }, { rows: known });
      const isLess = (): boolean =>
        found.length < evaluate({ scope, windowStartMs, isPastEnd: false }, { rows: known }).length;
      if (isPastEnd && isLess()) waiting.push({ scope, windowStartMs });
      for (const evidence of found) {
        const { firstSeenMs, lastSeenMs } = evidence.observed;
        const failure =
          evidence.rule === 'error-spike'
            ? await newFailureBeside(ports.findings, { scope, firstSeenMs, lastSeenMs }, policy.newFailures)
            : undefined;
        const shown = failure === undefined ? evidence : besideFailure(evidence, failure);
        const decision = await decide(observedCandidate(shown, origin), noFacts);
        if (decision === undefined) continue;
        findings.push(decision.finding);
        const grants = failure === undefined ? {} : { grants: [] };
        await raiseFinding(ports, policy, await addContext(await markNew(decision.finding)), grants);
      }
    }
  }
  return { findings, windowsScored: windows.length, waiting };
};

/** What was found in several scopes together. */
const sumOf = (scored: readonly Scored[]): Scored => ({
  findings: scored.flatMap(({ findings }) => findings),
  windowsScored: scored.reduce((sum, { windowsScored }) => sum + windowsScored, 0),
  waiting: scored.flatMap(({ waiting }) => waiting),
});

/**
 * Shows the closed windows that start in `[fromMs, toMs)` of every scope with recent events to the detectors over windows, and raises
 * what is unusual or too much. Judging a window again raises nothing new.
 *
 * @param fromMs  start of the first window, aligned to five minutes, epoch milliseconds UTC
 * @param dataEnds  up to when log sources are known, besides the policy's end of all data
 */
export const scoreWindows = async (
  ports: ScorePorts,
  policy: ScorePolicy,
  fromMs: number,
  toMs: number,
  dataEnds: DataEnds = dataIsWhole,
): Promise<Scored> => {
  const opened = openDetectors(policy);
  const scored: Scored[] = [];
  for (const scope of await ports.counts.scopes(fromMs - opened.historyMs, toMs))
    scored.push(await scoreScope(ports, policy, { opened, dataEnds }, scope, { fromMs, toMs }));
  return sumOf(scored);
};

/** Notes of late windows that one run takes up; what is more is left to the next. */
export const maxLateNotes = 2_000;

/** Which late windows a run judges, and by what. */
export interface LateSpan {
  /** End of the last window that has settled, epoch milliseconds UTC; a later one is left to the schedule. */
  readonly toMs: number;
  /** Notes made later are left to the next run: the rest of their batch may be under way. */
  readonly notedToMs: number;
  /** Up to when log sources are known. */
  readonly dataEnds?: DataEnds;
  /** When the run was due, epoch milliseconds UTC: windows that wait on are noted then. */
  readonly nowMs: number;
}

/**
 * Judges again the windows that got counts after the schedule had judged them for the last time: what was delivered late, and what a
 * replay fills; and the quiet windows after them, at which a silence can be complete. A note is forgotten when its window was judged, so
 * a run that fails is made good by the next.
 */
export const scoreLateWindows = async (
  ports: ScorePorts & Pick<Ports, 'lateWindows'>,
  policy: ScorePolicy,
  { toMs, notedToMs, nowMs, dataEnds = dataIsWhole }: LateSpan,
): Promise<Scored> => {
  const notes = await ports.lateWindows.due(notedToMs, maxLateNotes);
  const opened = openDetectors(policy);
  const quietMs = opened.detectors.flatMap(({ quietWindows }) => quietWindows).map((count) => count * countWindowMs);
  const scored: Scored[] = [];
  for (const scope of new Set(notes.map((note) => note.scope))) {
    const ofScope = notes.filter((note) => note.scope === scope);
    const starts = new Set(
      ofScope
        .flatMap(({ windowStartMs }) => [windowStartMs, ...quietMs.map((afterMs) => windowStartMs + afterMs)])
        .filter((startMs) => startMs < toMs),
    );
    if (starts.size > 0) {
      const span = { fromMs: Math.min(...starts), toMs: Math.max(...starts) + countWindowMs };
      const one = await scoreScope(ports, policy, { opened, dataEnds }, scope, span, (start) => starts.has(start));
      if (one.waiting.length > 0)
        await ports.lateWindows.note(one.waiting.map((window) => ({ ...window, notedAtMs: nowMs })));
      scored.push(one);
    }
    await ports.lateWindows.done(ofScope);
  }
  return sumOf(scored);
};
