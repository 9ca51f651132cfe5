/**
 * The contracts of the ports as tests, to be run over every adapter. An entry of its own, `@bellwether/testkit/conformance`,
 * because it can be imported only where jest runs; the rest of the testkit also serves scripts.
 */
export { describeAlertGroupStore } from './alert-group-store.ts';
export { describeAnalysisRuns, describeAnalyzedWindows, describeSpending } from './analyses.ts';
export { describeApprovalStore } from './approval-store.ts';
export type { ApprovalSubject } from './approval-store.ts';
export { describeArchive, describeQuarantine } from './archive.ts';
export type { ArchiveSubject, QuarantineSubject } from './archive.ts';
export { describeArchiveReads } from './archive-reads.ts';
export type { ArchiveReadsSubject } from './archive-reads.ts';
export { describeBatchLedger } from './batch-ledger.ts';
export { describeLateWindows } from './late-windows.ts';
export { describeCountedIds } from './counted-ids.ts';
export { describeCountStore } from './count-store.ts';
export { describeDetector } from './detector.ts';
export type { DetectorCase, DetectorCases } from './detector.ts';
export { describeFindingStore } from './finding-store.ts';
export { describeHttpSender } from './http-sender.ts';
export type { HttpSubject } from './http-sender.ts';
export { describeMarkKey } from './mark-key.ts';
export type { OpenMarkKey } from './mark-key.ts';
export { describeObjectSource } from './object-source.ts';
export type { ObjectSourceSubject } from './object-source.ts';
export { describeRemediationLedger } from './remediation-ledger.ts';
export { describeRemediationSwitch } from './remediation-switch.ts';
export type { SwitchSubject } from './remediation-switch.ts';
export { describeReportReads } from './report-reads.ts';
export type { ReportReadsSubject } from './report-reads.ts';
export { describeSettingsSource } from './settings-source.ts';
export type { SettingsSourceSubject } from './settings-source.ts';
export { describeStoreReads } from './store-reads.ts';
export type { StoreReadsSubject } from './store-reads.ts';
export type { MakeSubject, Subject, SuiteOptions } from './subject.ts';
export { describeAlertSink, describeWorkflowStarter } from './notify.ts';
export type { AlertSubject, WorkflowSubject } from './notify.ts';
export { movingClock } from './moving-clock.ts';
export { describeTemplateStore, movingTemplateLimits } from './template-store.ts';
