/**
 * The ledger of failures, with an entry of its own: what ingestion needs of it is loaded with the first finding.
 */
export { changeKinds, type ChangeKind } from './change-marker.ts';
export { failureTextOf, type FailureText } from './failure-text.ts';
export * from './ledger.ts';
export * from './failure-groups.ts';
export type * from './records.ts';
export type { Signal, SignalKind } from './signal.ts';
export type { LedgerSpan } from './signals.ts';
export { sketchesOf, storedSketches, type StoredSketch } from './stored.ts';
export { findingsOfFailures, failureRules, foundFailures, type FoundFailure } from './failure-findings.ts';
export { binsOf, type Series } from './series.ts';
