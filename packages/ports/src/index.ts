import type { Archive, Quarantine } from './archive.ts';
import type { CountStore } from './counts.ts';
import type { CountedIdStore } from './counted-ids.ts';
import type { FindingStore } from './findings.ts';
import type { LateWindowStore } from './late-windows.ts';
import type { BatchLedger } from './ledger.ts';
import type { Narrator } from './narrator.ts';
import type { ObjectSource } from './objects.ts';
import type { AlertSink, WorkflowStarter } from './notify.ts';
import type { TemplateStore } from './templates.ts';

export * from './in-parallel.ts';
export * from './port-error.ts';
export type * from './alert-groups.ts';
export type * from './analyses.ts';
export * from './approvals.ts';
export type * from './archive.ts';
export type * from './channels.ts';
export type * from './counts.ts';
export type * from './counted-ids.ts';
export type * from './findings.ts';
export type * from './language-model.ts';
export type * from './late-windows.ts';
export type * from './ledger.ts';
export type * from './deployment-reads.ts';
export type * from './log-groups.ts';
export type * from './mark-key.ts';
export type * from './narrator.ts';
export type * from './notification.ts';
export type * from './objects.ts';
export * from './remediation-ledger.ts';
export type * from './remediation-switch.ts';
export type * from './replay.ts';
export type * from './settings.ts';
export type * from './notify.ts';
export type * from './templates.ts';

/** Everything asked of the world. A core takes `Pick<Ports, ...>` of what it uses. */
export interface Ports {
  readonly archive: Archive;
  readonly quarantine: Quarantine;
  readonly counts: CountStore;
  readonly countedIds: CountedIdStore;
  readonly lateWindows: LateWindowStore;
  readonly ledger: BatchLedger;
  readonly findings: FindingStore;
  readonly templates: TemplateStore;
  readonly alerts: AlertSink;
  readonly remediation: WorkflowStarter;
  readonly objects: ObjectSource;
  readonly narrator: Narrator;
  readonly clock: { now(): number };
}
