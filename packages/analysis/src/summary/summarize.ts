import { severityNumberOf, type Severity } from '@bellwether/log-model';
import type { ActorCount, FindingFacts, WindowFacts } from '../collect/window-facts.ts';
import { coverageOf, type MissingReason } from '../windows/coverage.ts';
import type { AnalysisWindow } from '../windows/plan-windows.ts';
import {
  analysisFactsVersion,
  sections,
  type ActorSummary,
  type AnalysisFacts,
  type Fact,
  type FindingSummary,
  type Section,
} from './analysis-facts.ts';
import { isError, type FactDraft, type JoinedAnalysis, type JoinedPoint } from './joined.ts';
import { joinFields, joinPatterns, middleOf } from './join-patterns.ts';
import { numberPatterns } from './number-patterns.ts';
import { coverageFacts } from './sections/coverage.ts';
import { criticalFacts } from './sections/critical.ts';
import { healthFacts } from './sections/health.ts';
import { performanceFacts } from './sections/performance.ts';
import { recommendationFacts } from './sections/recommendations.ts';
import { securityFacts } from './sections/security.ts';
import { trendFacts } from './sections/trends.ts';
import { unusualFacts } from './sections/unusual.ts';

export interface AnalysisInput {
  readonly title: string;
  /** What was analysed, as it was given to `planWindows`. */
  readonly selection: readonly string[];
  /** Every window that was planned, in time order; at least one. */
  readonly planned: readonly AnalysisWindow[];
  /** Facts of those that were analysed, in any order; of a window that is there twice, the last. */
  readonly windows: readonly WindowFacts[];
  /** Why others were not, by id. */
  readonly reasons?: ReadonlyMap<string, MissingReason>;
  /** The analysis of the same selection before this one. */
  readonly previous?: AnalysisFacts;
  readonly cutByRetention?: JoinedAnalysis['cutByRetention'];
  readonly reading?: JoinedAnalysis['reading'];
}

const maxFindings = 500;
const maxActors = 50;

const sumOf = (counts: Readonly<Partial<Record<Severity, number>>>, only?: (severity: Severity) => boolean): number =>
  (Object.entries(counts) as [Severity, number][]).reduce(
    (sum, [severity, count]) => sum + (only === undefined || only(severity) ? count : 0),
    0,
  );

const addAll = (sums: Partial<Record<Severity, number>>, counts: Readonly<Partial<Record<Severity, number>>>): void => {
  for (const [severity, count] of Object.entries(counts) as [Severity, number][])
    sums[severity] = (sums[severity] ?? 0) + count;
};

const pointOf = ({ window, events, bySeverity }: WindowFacts): JoinedPoint => ({
  startMs: window.startMs,
  endMs: window.endMs,
  events,
  errors: sumOf(bySeverity, isError),
});

const joinLogSources = (windows: readonly WindowFacts[]): AnalysisFacts['logSources'] => {
  const sources = new Map<
    string,
    { dataset: WindowFacts['logSources'][number]['dataset']; events: number; errors: number }
  >();
  for (const { logSources } of windows)
    for (const { logSource, dataset, bySeverity } of logSources) {
      const known = sources.get(logSource);
      sources.set(logSource, {
        dataset: known?.dataset ?? dataset,
        events: (known?.events ?? 0) + sumOf(bySeverity),
        errors: (known?.errors ?? 0) + sumOf(bySeverity, isError),
      });
    }
  return [...sources]
    .map(([logSource, rest]) => ({ logSource, ...rest }))
    .toSorted((a, b) => b.events - a.events || (a.logSource < b.logSource ? -1 : 1));
};

/** Findings of all windows, each once: the count and the times are those of the latest sighting. The most severe first. */
const joinFindings = (windows: readonly WindowFacts[]): readonly FindingSummary[] => {
  const byId = new Map<string, FindingFacts>();
  for (const { findings } of windows)
    for (const finding of findings) {
      const known = byId.get(finding.id);
      if (known === undefined || known.lastSeenMs <= finding.lastSeenMs) byId.set(finding.id, finding);
    }
  return [...byId.values()]
    .toSorted(
      (a, b) =>
        severityNumberOf[b.severity] - severityNumberOf[a.severity] ||
        a.firstSeenMs - b.firstSeenMs ||
        (a.id < b.id ? -1 : 1),
    )
    .slice(0, maxFindings)
    .map((finding, index) => ({ ...finding, number: `D${index + 1}` }));
};

const joinActors = (windows: readonly WindowFacts[]): readonly ActorSummary[] => {
  const middle = middleOf(windows);
  const kinds = (['identity', 'address'] as const).flatMap((kind) => {
    const actors = new Map<string, { events: number; failures: number; first: number }>();
    for (const [index, window] of windows.entries()) {
      const counts: readonly ActorCount[] = kind === 'identity' ? window.identities : window.addresses;
      for (const { actor, events, failures } of counts) {
        const known = actors.get(actor);
        actors.set(actor, {
          events: (known?.events ?? 0) + events,
          failures: (known?.failures ?? 0) + failures,
          first: known?.first ?? index,
        });
      }
    }
    return [...actors]
      .map(([actor, { events, failures, first }]) => ({
        kind,
        actor,
        events,
        failures,
        isNew: windows.length > 3 && first >= middle,
      }))
      .toSorted((a, b) => b.failures - a.failures || b.events - a.events || (a.actor < b.actor ? -1 : 1))
      .slice(0, maxActors / 2);
  });
  return kinds.map((actor, index) => ({ id: `A${index + 1}`, ...actor }));
};

const writers: Readonly<Record<Section, (joined: JoinedAnalysis) => readonly FactDraft[]>> = {
  'critical issues': criticalFacts,
  'system health': healthFacts,
  security: securityFacts,
  'unusual patterns': unusualFacts,
  performance: performanceFacts,
  trends: trendFacts,
  recommendations: recommendationFacts,
  coverage: coverageFacts,
};

const factsOf = (joined: JoinedAnalysis): readonly Fact[] =>
  sections
    .flatMap((section) => writers[section](joined).map((draft) => ({ section, ...draft })))
    .map((draft, index) => ({ id: `F${index + 1}`, version: 1, ...draft }));

/**
 * Joins the facts of windows to one analysis: health, performance, unusual patterns, critical issues, security, trends, recommendations,
 * and of how much of the time they are.
 *
 * @throws RangeError when no window was planned
 */
export const summarize = (input: AnalysisInput): AnalysisFacts => {
  const { title, selection, planned, previous, cutByRetention = [] } = input;
  const [first, last] = [planned[0], planned.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('An analysis has at least one window.');
  const ids = new Set(planned.map(({ id }) => id));
  const byId = new Map(
    input.windows.filter(({ window }) => ids.has(window.id)).map((facts) => [facts.window.id, facts]),
  );
  const windows = [...byId.values()].toSorted((a, b) => a.window.startMs - b.window.startMs);
  const period = { startMs: first.startMs, endMs: last.endMs };
  const bySeverity: Partial<Record<Severity, number>> = {};
  for (const window of windows) addAll(bySeverity, window.bySeverity);
  const { patterns, further } = numberPatterns(joinPatterns(windows), period);
  const left = windows.reduce((sum, window) => sum + window.further.patterns, 0);
  const joined: JoinedAnalysis = {
    period,
    coverage: coverageOf(planned, new Set(byId.keys()), input.reasons),
    events: sumOf(bySeverity),
    errors: sumOf(bySeverity, isError),
    bySeverity,
    points: windows.map(pointOf),
    logSources: joinLogSources(windows),
    patterns,
    furtherPatterns: { patterns: further.patterns, events: further.events + left },
    fields: joinFields(windows),
    findings: joinFindings(windows),
    actors: joinActors(windows),
    cutByRetention,
    ...(input.reading === undefined ? {} : { reading: input.reading }),
    ...(previous === undefined ? {} : { previous }),
  };
  return {
    version: analysisFactsVersion,
    title,
    selection,
    period,
    coverage: joined.coverage,
    totals: { events: joined.events, errors: joined.errors, bySeverity, patterns: patterns.length },
    facts: factsOf(joined),
    logSources: joined.logSources,
    timeline: joined.points,
    patterns: patterns.map(({ summary }) => summary),
    furtherPatterns: joined.furtherPatterns,
    findings: joined.findings,
    actors: joined.actors,
    ...(previous === undefined ? {} : { comparedWith: previous.period }),
  };
};
