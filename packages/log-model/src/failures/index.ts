export { changeKinds, type ChangeKind } from './change-marker.ts';
export { failureTextOf, type FailureText } from './failure-text.ts';
export * from './ledger.ts';
export * from './matters.ts';
export type * from './records.ts';
export type { Signal, SignalKind } from './signal.ts';
export type { LedgerSpan } from './signals.ts';
export { sketchesOf, storedSketches, type StoredSketch } from './stored.ts';
export { findingsOfMatters, matterRules } from './matter-findings.ts';
