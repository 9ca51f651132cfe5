export * from './facts.ts';
export { failureFactsOf, shortener, withExamples } from './failure-facts.ts';
export { gatherFacts, type FactReads, type PeriodOptions } from './gather-facts.ts';
export { lookUpRecords, type RecordReads } from './look-up-records.ts';
export { joinFindings, type JoinedFacts, type JoinedFinding } from './join-findings.ts';
export { besidePathsOf, keepReport, latestPathOf, type BesideReport, type ReportToKeep } from './keep-report.ts';
export { renderHtml } from './html/render-html.ts';
export { renderMarkdown } from './render-markdown.ts';
export { renderText } from './render-text.ts';
export { textStyle, type TextOptions, type TextStyle } from './text-style.ts';
export { factsNarrator, ownWordsOf, sentencesOf } from './sentences.ts';
export {
  modelNarrator,
  usualBudget,
  type ModelNarratorOptions,
  type NarrationBudget,
} from './narrate/model-narrator.ts';
export { withDailyBudget, type DailyBudget } from './narrate/daily-budget.ts';
export { factLines, promptVersion, systemPrompt } from './narrate/narration-prompt.ts';
export { checkNarration, describeNarrationFailure, type NarrationCheck } from './narrate/check-narration.ts';
export { countTokens, tokenCounterName } from './narrate/count-tokens.ts';
export { faithfulnessText } from './narrate/faithfulness-text.ts';
