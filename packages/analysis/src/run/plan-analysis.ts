import { dayMs, hourMs, identify, minuteMs } from '@bellwether/log-model';
import type { Lake } from '@bellwether/ports';
import { number, plural } from '@bellwether/report/figures';
import { chooseSource } from '../sources/choose-source.ts';
import { estimateReading, type SourceKind, type SourceOffer } from '../sources/source-offer.ts';
import { retentionOf } from '../windows/coverage.ts';
import { planWindows, usualMaxEvents } from '../windows/plan-windows.ts';
import { planPathOf, readPlan, windowListPathOf, type AnalysisPlan } from './analysis-plan.ts';
import type { AnalysisPlanned, CheckedAnalysisRequest } from './contract.ts';

/** What a source says of a span and of patterns of log groups. */
export type OfferSource = (
  span: { readonly startMs: number; readonly endMs: number },
  patterns: readonly string[],
) => Promise<SourceOffer>;

export interface PlanPorts {
  readonly lake: Pick<Lake, 'read' | 'write'>;
  /** The sources that are set up, the preferred one first. */
  readonly offers: ReadonlyMap<SourceKind, OfferSource>;
  readonly clock: { now(): number };
}

export interface PlanLimits {
  /** Dollars that reading may cost. */
  readonly maxUsd: number;
  /** Seconds that one window may take. */
  readonly deadlineSeconds: number;
  /** Windows that are analysed at once. */
  readonly concurrency: number;
  readonly maxEvents?: number;
}

/** Late files of a trail and late batches are there so long after their time. */
const settleMs = 15 * minuteMs;
/** Windows whose ids a state of a machine passes on; more are read from their list. */
const maxPassedOn = 200;

/** Analyses of one selection have one name. */
export const analysisNameOf = (patterns: readonly string[]): string =>
  `analysis-${identify('analysis-selection', ...patterns).slice(0, 16)}`;

const spanOf = ({ days, until, time }: CheckedAnalysisRequest, nowMs: number) => {
  const dueMs = time === undefined ? nowMs : Date.parse(time);
  const endMs = until === undefined ? Math.floor((dueMs - settleMs) / hourMs) * hourMs : Date.parse(until);
  return { startMs: endMs - days * dayMs, endMs };
};

/** Sentences for an operator, before anything is read. */
const words: Readonly<Record<SourceKind, string>> = {
  archive: 'the archive',
  'log-groups': 'CloudWatch Logs, event by event',
  insights: 'Logs Insights',
};

const usd = (amount: number): string => `$${amount < 0.01 ? '0.01' : amount.toFixed(2)}`;

const sentenceOf = ({ windows, source, estimate }: AnalysisPlan): string => {
  const missing = windows.filter(({ reason }) => reason !== undefined).length;
  const left = missing === 0 ? '' : ` ${plural(missing, 'window')} of them cannot be read.`;
  const cannot = source.cannotGive.length === 0 ? '' : ` It cannot give ${source.cannotGive.join(', ')}.`;
  const minutes = plural(Math.max(1, Math.ceil(estimate.seconds / 60)), 'minute');
  return `${plural(windows.length, 'window')} of about ${number(estimate.events)} events, read from ${words[source.kind]} for at most ${usd(estimate.usd)} in about ${minutes}.${left}${cannot}`;
};

const plannedOf = (plan: AnalysisPlan): AnalysisPlanned => {
  const ids = plan.windows.filter(({ reason }) => reason === undefined).map(({ id }) => id);
  const isFew = ids.length <= maxPassedOn;
  return {
    decision: 'analyze',
    reason: sentenceOf(plan),
    runId: plan.id,
    spread: isFew ? 'few' : 'many',
    windowIds: isFew ? ids : [],
    windowList: windowListPathOf(plan.id),
    windows: ids.length,
  };
};

/**
 * Plans an analysis: its time, where its events are read from, its windows by volume, and what reading costs. A plan of the same time
 * and selection that is there already is used, so that a run that is started twice is one run.
 *
 * @throws QueryError or PortError when a source cannot be asked; RangeError when none of the wanted kind is set up
 */
export const planAnalysis =
  ({ lake, offers, clock }: PlanPorts, limits: PlanLimits) =>
  async (request: CheckedAnalysisRequest): Promise<AnalysisPlanned> => {
    const { groups: patterns, source: wanted, revision } = request;
    const span = spanOf(request, clock.now());
    const selection = patterns.length === 0 ? ['*'] : [...patterns];
    const id = identify('analysis-run', wanted, revision, String(span.startMs), String(span.endMs), ...selection);
    const stored = await readPlan(lake, id);
    if (stored !== undefined) return plannedOf(stored);

    const asked = [...offers].filter(([kind]) => wanted === 'auto' || kind === wanted);
    const made: SourceOffer[] = [];
    for (const [, offer] of asked) made.push(await offer(span, patterns));
    const { maxEvents = usualMaxEvents } = limits;
    const windowsOf = ({ volumes }: SourceOffer) => planWindows({ ...span, selection, volumes, maxEvents });
    const estimateOf = (offer: SourceOffer) => estimateReading(offer, windowsOf(offer), limits.concurrency);
    const offer = chooseSource(made, {
      startMs: span.startMs,
      longestSeconds: (one) => estimateOf(one).longestSeconds,
      deadlineSeconds: limits.deadlineSeconds,
    });
    const estimate = estimateOf(offer);
    const windows = windowsOf(offer).map((window) => {
      if (offer.isAbsent) return { ...window, reason: 'absent_group' as const };
      const isGone = retentionOf(window, offer.keptSinceMs) === 'expired';
      return isGone ? { ...window, reason: offer.missingBefore } : window;
    });
    const plan: AnalysisPlan = {
      version: 1,
      id,
      name: analysisNameOf(patterns),
      title: patterns.length === 0 ? 'Analysis of all logs' : `Analysis of ${patterns.join(', ')}`,
      selection,
      patterns: [...patterns],
      createdMs: clock.now(),
      windows,
      source: {
        kind: offer.kind,
        cannotGive: [...offer.cannotGive],
        ...(offer.logGroups === undefined ? {} : { logGroups: [...offer.logGroups] }),
      },
      cutByRetention: [...offer.cutByRetention],
      estimate,
      revision,
    };
    const planned = plannedOf(plan);
    if (estimate.usd > limits.maxUsd)
      return {
        ...planned,
        decision: 'refuse',
        reason: `Reading would cost about ${usd(estimate.usd)}, more than the ${usd(limits.maxUsd)} that one analysis may. Choose fewer log groups or days, or raise the limit.`,
        windowIds: [],
      };
    const ids = plan.windows.filter(({ reason }) => reason === undefined);
    await lake.write(
      windowListPathOf(id),
      Buffer.from(ids.map((window) => `${JSON.stringify({ id: window.id })}\n`).join('')),
    );
    // Last: a plan that is there has its list.
    await lake.write(planPathOf(id), Buffer.from(JSON.stringify(plan)));
    return planned;
  };
