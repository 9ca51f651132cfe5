import {
  analysisNameOf,
  collectArchived,
  findingsOfSpan,
  knownTemplates,
  planWindows,
  readAnalysisFacts,
  summarize,
  withFindings,
  type AnalysisFacts,
  type WindowFacts,
} from '@bellwether/analysis';
import { fileLake, type LocalState } from '@bellwether/local-adapters';
import { besidePathsOf, latestPathOf } from '@bellwether/report';
import { selectScopes } from '../analyze/select-facts.ts';

/** Which part of the archive is analysed. */
export interface ArchiveSelection {
  readonly startMs: number;
  readonly endMs: number;
  /** Patterns of log groups or files, in which `*` stands for any text; all when empty. */
  readonly groups: readonly string[];
}

/** Events of a window on a laptop: as many as are kept in memory at once. */
const maxEvents = 100_000;

/** The analysis of the same selection before this one; undefined where there is none, or one of another version. */
const previousOf = async (
  state: Pick<LocalState, 'layout'>,
  groups: readonly string[],
): Promise<AnalysisFacts | undefined> => {
  const lake = fileLake(state.layout.archive);
  const pointer = await lake.read(latestPathOf(analysisNameOf(groups)));
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
  const isSelected = (logSource: string): boolean => sources.has(logSource);
  const findings = await findingsOfSpan(state.reads, selection, isSelected);
  const ports = { archive: state.reads, templates: knownTemplates(state.templates) };
  const windows: WindowFacts[] = [];
  for (const window of planned)
    windows.push(withFindings(await collectArchived(ports, window, { isSelected }), findings));
  const previous = await previousOf(state, groups);
  const title = groups.length === 0 ? 'Analysis of all logs' : `Analysis of ${groups.join(', ')}`;
  return summarize({ title, selection: patterns, planned, windows, ...(previous === undefined ? {} : { previous }) });
};
