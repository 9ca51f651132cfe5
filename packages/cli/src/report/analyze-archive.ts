import { identify, scopeOf } from '@bellwether/log-model';
import {
  collectWindow,
  planWindows,
  readAnalysisFacts,
  summarize,
  type AnalysisFacts,
  type FindingFacts,
  type KnownTemplate,
  type WindowFacts,
} from '@bellwether/analysis';
import { fileLake, type LocalState } from '@bellwether/local-adapters';
import type { FindingView } from '@bellwether/queries';
import { besidePathsOf, latestPathOf } from '@bellwether/report';
import { selectScopes } from '../analyze/select-facts.ts';
import { archivedEvents } from './archived-events.ts';

/** Which part of the archive is analysed. */
export interface ArchiveSelection {
  readonly startMs: number;
  readonly endMs: number;
  /** Patterns of log groups or files, in which `*` stands for any text; all when empty. */
  readonly groups: readonly string[];
}

/** Events of a window on a laptop: as many as are kept in memory at once. */
const maxEvents = 100_000;
const pageSize = 500;
const maxFindings = 5_000;

/** The name under which analyses of one selection follow each other. */
export const analysisName = (groups: readonly string[]): string =>
  `analysis-${identify('analysis-selection', ...groups).slice(0, 16)}`;

/** Stored templates of log sources, each asked for once; one that became part of another is that one. */
const templatesOf = (state: Pick<LocalState, 'templates'>) => {
  const bySource = new Map<string, ReadonlyMap<string, KnownTemplate>>();
  return {
    load: async (logSource: string): Promise<void> => {
      if (bySource.has(logSource)) return;
      const stored = await state.templates.load(logSource);
      const byId = new Map(stored.map((template) => [template.id, template]));
      const known = new Map<string, KnownTemplate>();
      for (const template of stored) {
        let leader = template;
        // A chain of mergers is short; a circle of them would be a fault of the store.
        for (let step = 0; step < 8 && leader.mergedInto !== undefined; step += 1)
          leader = byId.get(leader.mergedInto) ?? leader;
        known.set(template.id, { id: leader.id, text: leader.text, firstSeenMs: leader.firstSeenMs });
      }
      bySource.set(logSource, known);
    },
    find: (logSource: string, id: string): KnownTemplate | undefined => bySource.get(logSource)?.get(id),
  };
};

const findingFactsOf = (view: FindingView): FindingFacts => {
  const { id, rule, title, severity, logSource, dataset, count, firstSeenMs, lastSeenMs, status, provenance } = view;
  const facts = { id, rule, title, severity, logSource, dataset, count, firstSeenMs, lastSeenMs, status };
  return provenance === undefined ? facts : { ...facts, provenance };
};

const findingsOf = async (
  state: Pick<LocalState, 'reads'>,
  { startMs, endMs }: ArchiveSelection,
  sources: ReadonlySet<string>,
): Promise<readonly FindingFacts[]> => {
  const findings: FindingFacts[] = [];
  let cursor: string | undefined;
  do {
    const page = await state.reads.findings({
      fromMs: startMs,
      toMs: endMs,
      order: 'severest',
      limit: pageSize,
      ...(cursor === undefined ? {} : { cursor }),
    });
    findings.push(...page.items.filter(({ logSource }) => sources.has(logSource)).map(findingFactsOf));
    cursor = page.next;
  } while (cursor !== undefined && findings.length < maxFindings);
  return findings;
};

/** The analysis of the same selection before this one; undefined where there is none, or one of another version. */
const previousOf = async (
  state: Pick<LocalState, 'layout'>,
  groups: readonly string[],
): Promise<AnalysisFacts | undefined> => {
  const lake = fileLake(state.layout.archive);
  const pointer = await lake.read(latestPathOf(analysisName(groups)));
  if (pointer === 'not_found') return undefined;
  const facts = await lake.read(besidePathsOf(JSON.parse(Buffer.from(pointer).toString('utf8')) as never).facts);
  return facts === 'not_found' ? undefined : readAnalysisFacts(JSON.parse(Buffer.from(facts).toString('utf8')));
};

/**
 * Analyses a part of the archive of a state folder, window by window.
 *
 * @throws RangeError when the span is empty or longer than 30 days; PortError or QueryError when the state cannot be read
 */
export const analyzeArchive = async (state: LocalState, selection: ArchiveSelection): Promise<AnalysisFacts> => {
  const { startMs, endMs, groups } = selection;
  const scopes = await state.counts.scopes(startMs, endMs);
  const asked = groups.length === 0 ? {} : { groups };
  const sources = new Set(selectScopes(scopes, new Map(), asked));
  const series = await state.reads.series({ fromMs: startMs, toMs: endMs, logSources: [...sources], maxPoints: 2_000 });
  const volumes = series.points.map((point) => ({
    startMs: point.startMs,
    endMs: point.startMs + series.stepMs,
    events: point.events,
  }));
  const patterns = groups.length === 0 ? ['*'] : groups;
  const planned = planWindows({ startMs, endMs, selection: patterns, volumes, maxEvents });
  const findings = await findingsOf(state, selection, sources);
  const templates = templatesOf(state);
  for (const source of sources) await templates.load(source);
  const windows: WindowFacts[] = [];
  for (const window of planned) {
    const collector = collectWindow(window, templates.find);
    for (const event of await archivedEvents(state, window)) if (sources.has(scopeOf(event))) collector.add(event);
    const seen = findings.filter(({ lastSeenMs }) => lastSeenMs >= window.startMs && lastSeenMs < window.endMs);
    windows.push(collector.facts(seen));
  }
  const previous = await previousOf(state, groups);
  const title = groups.length === 0 ? 'Analysis of all logs' : `Analysis of ${groups.join(', ')}`;
  return summarize({ title, selection: patterns, planned, windows, ...(previous === undefined ? {} : { previous }) });
};
