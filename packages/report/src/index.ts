export * from './facts.ts';
export { failureFactsOf } from './failure-facts.ts';
export { gatherFacts, type FactReads, type PeriodOptions } from './gather-facts.ts';
export { joinFindings, type JoinedFacts, type JoinedFinding } from './join-findings.ts';
export { renderHtml } from './html/render-html.ts';
export { renderMarkdown } from './render-markdown.ts';
export { renderText } from './render-text.ts';
export type { TextOptions } from './text-style.ts';
export { factsNarrator, sentencesOf } from './sentences.ts';
