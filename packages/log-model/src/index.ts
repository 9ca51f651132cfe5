export * from '@bellwether/log-events';
export {
  compileRules,
  judgeRules,
  matchRules,
  readSigmaRule,
  RuleContentError,
  rulesThatCouldMatch,
  type CompiledRules,
  type PartialEvent,
  type MessagePieces,
  type RuleMatch,
} from '@bellwether/detection-engine';
export type * from '@bellwether/detection-engine';
export * from '@bellwether/log-readers';
export * from '@bellwether/redaction';
export * from '@bellwether/template-miner';
export type * from './classify/classification.ts';
export * from './classify/classify.ts';
export * from './classify/level.ts';
export * from './count/contribution.ts';
export * from './count/counter-row.ts';
export * from './count/row-room.ts';
export * from './count/scope.ts';
export type * from './decide/admission.ts';
export type * from './decide/candidate.ts';
export type * from './decide/continuity.ts';
export type * from './decide/decide.ts';
export * from './decide/finding-limits.ts';
export * from './decide/should-notify.ts';
export type * from './detectors/detector.ts';
export { type Evidence, noEvidence, type ObservedEvidence } from './detectors/evidence.ts';
export * from './detectors/new-failures.ts';
export * from './detectors/registry.ts';
export * from './detectors/rule-match.ts';
export * from './detectors/rules.ts';
export * from './detectors/thresholds.ts';
export * from './detectors/volume.ts';
export { mayBeChange } from './failures/change-hint.ts';
export type * from './failures/index.ts';
export * from './provenance.ts';
export * from './redact-message.ts';
export * from './score/anscombe.ts';
export * from './score/novelty.ts';
export { compileGlob } from './score/compile-glob.ts';
export type * from './score/threshold-rule.ts';
export * from './score/thresholds.ts';
export * from './score/volume.ts';
export * from './understand.ts';
export * from './understand-stages.ts';
