export { askedFields } from './asked-fields.ts';
export { compileRules, RuleContentError, UnsupportedRuleError, type CompiledRules } from './compile-rules.ts';
export { rulesThatCouldMatch } from './could-match.ts';
export type { RuleDialect, RuleDialects } from './dialect.ts';
export type { PartialEvent, MessagePieces } from './partial-event.ts';
export { matchRules, type RuleMatch } from './match-rules.ts';
export type * from './rule.ts';
export { readSigmaRule } from './sigma-rule.ts';
export { textPattern } from './text-pattern.ts';
