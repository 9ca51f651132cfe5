export * from './event.ts';
export * from './failure.ts';
export * from './finding.ts';
export * from './finding-criteria.ts';
export * from './finding-schema.ts';
export * from './hash.ts';
export * from './window.ts';
export type * from './read/reader.ts';
export type * from './mine/miner.ts';
export type * from './classify/classification.ts';
export type * from './detect/rule.ts';
export * from './count/contribution.ts';
export * from './count/scope.ts';
export * from './decide/finding-of.ts';
export * from './decide/kept-hit.ts';
export * from './decide/matter.ts';
export * from './score/anscombe.ts';
export * from './score/novelty.ts';
export { scopeGlob } from './score/scope-glob.ts';
export type * from './score/threshold-rule.ts';
export * from './score/thresholds.ts';
export * from './score/volume.ts';
export * from './understand.ts';
export * from './understand-stages.ts';
export { knownLineStages } from './read/form/known-line-stages.ts';
export { compileRules, RuleContentError, type CompiledRules } from './detect/compile-rules.ts';
export { rulesThatCouldHit } from './detect/could-hit.ts';
export type { Glimpse, MessagePieces } from './detect/glimpse.ts';
export { matchRules, type RuleHit } from './detect/match-rules.ts';
export { oneLine } from './detect/one-line.ts';
export { readSigmaRule } from './detect/sigma-rule.ts';
export * from './classify/classify.ts';
export * from './classify/level.ts';
export { Lane, type LaneCounts, type LaneParts } from './lane/lane.ts';
export { PayloadScan } from './lane/scan-payload.ts';
export * from './mine/create-miner.ts';
export * from './mine/wildcards.ts';
export * from './redact/redact.ts';
export * from './redact/redaction-class.ts';
export * from './redact/redaction-policy.ts';
export * from './read/index.ts';
export * from './mine/parameters.ts';
export {
  createTrailLane,
  type LaneRecord,
  type SettledRecord,
  type ShapedRecord,
  type TrailLane,
} from './trail/lane.ts';
export type { TrailShape } from './trail/shapes.ts';
export { cloudTrailReader } from './read/readers/cloudtrail.ts';
export { EventIds } from './trail/event-ids.ts';
