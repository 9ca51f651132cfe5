import {
  inParallel,
  type AnalysisRunStore,
  type AnalyzedWindowStore,
  type Lake,
  type Narration,
} from '@bellwether/ports';
import { reportPaths, type StoreReads } from '@bellwether/queries';
import { besidePathsOf, keepReport } from '@bellwether/report';
import * as z from 'zod/mini';
import { windowFacts, type WindowFacts } from '../collect/window-facts.ts';
import { renderAnalysisHtml } from '../page/render-html.ts';
import { renderAnalysisMarkdown } from '../page/render-markdown.ts';
import { selects } from '../sources/measure-archive.ts';
import { readAnalysisFacts, type AnalysisFacts } from '../summary/analysis-facts.ts';
import { summarize } from '../summary/summarize.ts';
import { missingReasons, type MissingReason } from '../windows/coverage.ts';
import { planOf, windowVersionOf, type AnalysisPlan } from './analysis-plan.ts';
import type { SummaryRequest, SummaryResult } from './contract.ts';
import { findingsOfSpan, withFindings } from './findings-of-span.ts';

export interface SummaryPorts {
  readonly lake: Pick<Lake, 'read' | 'write'>;
  readonly windows: Pick<AnalyzedWindowStore, 'find' | 'missing'>;
  readonly runs: AnalysisRunStore;
  readonly reads: Pick<StoreReads, 'findings'>;
  /** Words the facts of a run; asked once for each run, also when it is summarised again. */
  readonly narrate: (facts: AnalysisFacts, runId: string) => Promise<Narration>;
}

/** Facts that are read at once. */
const maxReads = 8;

const readJson = async (lake: Pick<Lake, 'read'>, path: string): Promise<unknown> => {
  const bytes = await lake.read(path);
  return bytes === 'not_found' ? undefined : JSON.parse(Buffer.from(bytes).toString('utf8'));
};

/** Facts of the windows that have them. What is there and cannot be read is left out, and missing in the coverage. */
const factsOf = async (
  { lake, windows }: Pick<SummaryPorts, 'lake' | 'windows'>,
  plan: AnalysisPlan,
): Promise<readonly WindowFacts[]> => {
  const version = windowVersionOf(plan);
  const asked = plan.windows.filter(({ reason }) => reason === undefined);
  const found = await inParallel(asked, maxReads, async ({ id }) => {
    const known = await windows.find(id, version);
    const read = known === undefined ? undefined : z.safeParse(windowFacts, await readJson(lake, known.factsPath));
    return read?.success === true ? read.data : undefined;
  });
  return found.filter((facts) => facts !== undefined);
};

const isReason = (text: string): text is MissingReason => (missingReasons as readonly string[]).includes(text);

const reasonsOf = async (
  windows: SummaryPorts['windows'],
  plan: AnalysisPlan,
): Promise<ReadonlyMap<string, MissingReason>> => {
  const noted = await windows.missing(plan.id);
  return new Map([
    ...[...noted].flatMap(([id, reason]) => (isReason(reason) ? [[id, reason] as const] : [])),
    ...plan.windows.flatMap(({ id, reason }) => (reason === undefined ? [] : [[id, reason] as const])),
  ]);
};

/**
 * Joins the windows of a run to one report, keeps it as the last of its selection, and compares it with the one before. Windows without
 * facts are told as coverage. The same windows give the same report under the same id.
 *
 * @throws PortError or QueryError when a store fails; RangeError when the run does not exist
 */
export const summarizeAnalysis =
  (ports: SummaryPorts) =>
  async ({ runId }: SummaryRequest): Promise<SummaryResult> => {
    const { lake, windows, runs, reads, narrate } = ports;
    const plan = await planOf(lake, runId);
    const { name, title, selection, patterns, createdMs, cutByRetention, source, estimate } = plan;
    const [first, last] = [plan.windows[0], plan.windows.at(-1)];
    const span = { startMs: first?.startMs ?? 0, endMs: last?.endMs ?? 0 };
    const isWanted = selects(patterns);
    const findings = await findingsOfSpan(reads, span, (logSource) =>
      isWanted(logSource.slice(logSource.indexOf(':') + 1)),
    );
    const collected = await factsOf(ports, plan);
    const before = await runs.lastBefore(name, createdMs);
    const previous = before === undefined ? undefined : readAnalysisFacts(await readJson(lake, before.factsPath));
    const facts = summarize({
      title,
      selection,
      planned: plan.windows,
      windows: collected.map((window) => withFindings(window, findings)),
      reasons: await reasonsOf(windows, plan),
      cutByRetention,
      reading: { source: source.kind, cannotGive: source.cannotGive, estimatedUsd: estimate.usd },
      ...(previous === undefined ? {} : { previous }),
    });
    const narration = await narrate(facts, runId);
    const view = await keepReport(
      lake,
      { title, fromMs: span.startMs, toMs: span.endMs, createdMs, findings: facts.findings.length },
      renderAnalysisHtml(facts, narration),
      { markdown: renderAnalysisMarkdown(facts, narration), facts, name },
    );
    const { planned, analysed } = facts.coverage;
    const factsPath = besidePathsOf(view).facts;
    await runs.keep({ id: runId, name, fromMs: view.fromMs, toMs: view.toMs, createdMs, planned, analysed, factsPath });
    return {
      runId,
      reportId: view.id,
      page: reportPaths(view).page,
      planned,
      analyzed: analysed,
      coverage: `${analysed} of ${planned} windows`,
      findings: facts.findings.length,
      writtenBy: narration.writtenBy,
    };
  };
