export { analysisVariables, modelVariables } from './environment.ts';
export { collectWindow, type TemplateLookup, type WindowCollector } from './collect/collect-window.ts';
export { knownTemplates, type KnownTemplates } from './collect/known-templates.ts';
export type { AnalyzedEvent, KnownTemplate } from './collect/pattern-state.ts';
export { windowFacts, windowFactsVersion, type FindingFacts, type WindowFacts } from './collect/window-facts.ts';
export { analyzeWindow, WindowTimeout, type CollectFrom, type WindowPorts } from './run/analyze-window.ts';
export { analysisPlan, planPathOf, windowListPathOf, type AnalysisPlan } from './run/analysis-plan.ts';
export * from './run/contract.ts';
export { narrateOnce, type NarrateOptions } from './run/narrate-once.ts';
export {
  analysisNameOf,
  planAnalysis,
  type OfferSource,
  type PlanLimits,
  type PlanPorts,
} from './run/plan-analysis.ts';
export { summarizeAnalysis, type SummaryPorts } from './run/summarize-analysis.ts';
export { findingsOfSpan, withFindings } from './run/findings-of-span.ts';
export { chooseSource } from './sources/choose-source.ts';
export { measureArchive, selects } from './sources/measure-archive.ts';
export { estimateReading, sourceKinds, type SourceKind, type SourceOffer } from './sources/source-offer.ts';
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
