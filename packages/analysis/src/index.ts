export { collectWindow, type TemplateLookup, type WindowCollector } from './collect/collect-window.ts';
export { knownTemplates, type KnownTemplates } from './collect/known-templates.ts';
export type { AnalyzedEvent, KnownTemplate } from './collect/pattern-state.ts';
export { windowFacts, windowFactsVersion, type FindingFacts, type WindowFacts } from './collect/window-facts.ts';
export { findingsOfSpan, withFindings } from './run/findings-of-span.ts';
export { collectArchived, type ArchivedSelection } from './sources/collect-archived.ts';
export { compress, type Compressed, type CompressOptions } from './prompt/compress.ts';
export {
  analysisFactsVersion,
  readAnalysisFacts,
  sections,
  type AnalysisFacts,
  type Fact,
  type FindingSummary,
  type PatternSummary,
} from './summary/analysis-facts.ts';
export { summarize, type AnalysisInput } from './summary/summarize.ts';
export { coverageOf, retentionOf, type Coverage, type MissingReason } from './windows/coverage.ts';
export {
  maxAnalysisMs,
  planWindows,
  usualMaxEvents,
  type AnalysisWindow,
  type Volume,
  type WindowPlan,
} from './windows/plan-windows.ts';
export { narrationFactsOf } from './narration-facts.ts';
export { renderAnalysisHtml } from './page/render-html.ts';
export { renderAnalysisMarkdown } from './page/render-markdown.ts';
export { renderAnalysisText } from './page/render-text.ts';
