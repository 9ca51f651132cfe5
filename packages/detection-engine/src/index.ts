export { askedFields } from './asked-fields.ts';
export { compileRules, RuleContentError, type CompiledRules } from './compile-rules.ts';
export { rulesThatCouldHit } from './could-hit.ts';
export type { PartialEvent, MessagePieces } from './partial-event.ts';
export { matchRules, type RuleHit } from './match-rules.ts';
export type * from './rule.ts';
export { readSigmaRule } from './sigma-rule.ts';
export { textPattern } from './text-pattern.ts';
