import { dayMs, hourMs } from '@bellwether/log-model';
import {
  analysisNameOf,
  compress,
  narrationFactsOf,
  renderAnalysisHtml,
  renderAnalysisMarkdown,
  renderAnalysisText,
  type AnalysisFacts,
} from '@bellwether/analysis';
import type { LocalState } from '@bellwether/local-adapters';
import type { Narration } from '@bellwether/ports';
import type { ReportView } from '@bellwether/queries';
import { keepReport } from '@bellwether/report';
import { chooseNarrator } from '../choose-narrator.ts';
import { analyzeArchive } from './analyze-archive.ts';

export type ReportFormat = 'text' | 'markdown' | 'json' | 'html';

export interface ReportRequest {
  /** Epoch milliseconds UTC; 30 days before the end when absent. */
  readonly sinceMs?: number;
  /** Epoch milliseconds UTC; now when absent. */
  readonly untilMs?: number;
  readonly groups: readonly string[];
  /** Bedrock model or inference profile that words the report. */
  readonly modelId?: string;
}

export interface MadeReport {
  readonly facts: AnalysisFacts;
  readonly narration: Narration;
  readonly html: string;
  readonly markdown: string;
  /** How it is stored. */
  readonly view: ReportView;
}

/** Tokens of the question that a model is asked. */
const maxPromptTokens = 8_000;
const usualSpanMs = 30 * dayMs;

/** Whole hours, so that the same span gives the same windows within an hour. */
const wholeHour = (timeMs: number): number => Math.ceil(timeMs / hourMs) * hourMs;

/**
 * Makes the report of a part of the archive and stores it there: as a page, as Markdown, as facts, and as the latest of its selection.
 *
 * @throws RangeError when the span is empty or longer than 30 days
 */
export const makeReport = async (state: LocalState, request: ReportRequest, nowMs: number): Promise<MadeReport> => {
  const { groups, modelId } = request;
  const endMs = request.untilMs ?? wholeHour(nowMs);
  const startMs = request.sinceMs ?? endMs - usualSpanMs;
  if (startMs >= endMs) throw new RangeError('--since must be before --until.');
  if (endMs - startMs > usualSpanMs + hourMs)
    throw new RangeError('A report spans at most 30 days. Choose a later --since.');
  const facts = await analyzeArchive(state, { startMs: Math.max(startMs, endMs - usualSpanMs), endMs, groups });
  const narrator = await chooseNarrator(modelId);
  // Without a model there is no budget: every sentence finds room.
  const asked = modelId === undefined ? narrationFactsOf(facts) : compress(facts, { maxTokens: maxPromptTokens }).facts;
  const narration = await narrator.narrate(asked);
  const [html, markdown] = [renderAnalysisHtml(facts, narration), renderAnalysisMarkdown(facts, narration)];
  const view = await keepReport(
    state.archive,
    {
      title: facts.title,
      fromMs: facts.period.startMs,
      toMs: facts.period.endMs,
      createdMs: nowMs,
      findings: facts.findings.length,
    },
    html,
    { markdown, facts, name: analysisNameOf(groups) },
  );
  return { facts, narration, html, markdown, view };
};

/** What is printed of a report, line by line. */
export const printedReport = (
  { facts, narration, html, markdown }: MadeReport,
  format: ReportFormat,
): readonly string[] => {
  switch (format) {
    case 'text':
      return renderAnalysisText(facts, narration);
    case 'markdown':
      return [markdown];
    case 'html':
      return [html];
    case 'json':
      return [JSON.stringify({ ...facts, narration })];
    default:
      return format satisfies never;
  }
};
