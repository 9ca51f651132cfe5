import type { Ports, RemediationLedger } from '@bellwether/ports';
import { memoryClock } from './memory-clock.ts';
import type { MemoryClock } from './memory-clock.ts';
import { memoryApprovals, type MemoryApprovals } from './memory-approvals.ts';
import { memoryArchive, memoryQuarantine } from './memory-archive.ts';
import type { MemoryArchive, MemoryQuarantine } from './memory-archive.ts';
import { memoryCountedIds } from './memory-counted-ids.ts';
import { memoryCounts } from './memory-counts.ts';
import type { MemoryCounts } from './memory-counts.ts';
import { memoryFindings } from './memory-findings.ts';
import type { MemoryFindings } from './memory-findings.ts';
import { memoryLateWindows } from './memory-late-windows.ts';
import type { MemoryLateWindows } from './memory-late-windows.ts';
import { memoryLedger } from './memory-ledger.ts';
import type { MemoryLedger } from './memory-ledger.ts';
import { memoryObjects } from './memory-objects.ts';
import type { MemoryObjects } from './memory-objects.ts';
import { memoryAlerts, memoryNarrator, memoryWorkflows } from './memory-notify.ts';
import type { MemoryAlerts, MemoryNarrator, MemoryWorkflows } from './memory-notify.ts';
import { memoryRemediationLedger } from './memory-remediation-ledger.ts';
import { memoryRemediationSwitch, type MemoryRemediationSwitch } from './memory-remediation-switch.ts';
import { memoryTemplates } from './memory-templates.ts';
import type { MemoryTemplates } from './memory-templates.ts';

/** Every port in memory, with read access to what was kept. */
export interface MemoryPorts extends Ports {
  readonly archive: MemoryArchive;
  readonly quarantine: MemoryQuarantine;
  readonly counts: MemoryCounts;
  readonly lateWindows: MemoryLateWindows;
  readonly ledger: MemoryLedger;
  readonly findings: MemoryFindings;
  readonly templates: MemoryTemplates;
  readonly alerts: MemoryAlerts;
  readonly remediation: MemoryWorkflows;
  readonly approvals: MemoryApprovals;
  readonly remediationLedger: RemediationLedger;
  readonly remediationSwitch: MemoryRemediationSwitch;
  readonly objects: MemoryObjects;
  readonly narrator: MemoryNarrator;
  readonly clock: MemoryClock;
}

/** Fresh ports that share nothing. The clock stands at 2026-01-15T12:00Z until it is set. */
export const memoryPorts = (): MemoryPorts => ({
  archive: memoryArchive(),
  quarantine: memoryQuarantine(),
  counts: memoryCounts(),
  countedIds: memoryCountedIds(),
  lateWindows: memoryLateWindows(),
  ledger: memoryLedger(),
  findings: memoryFindings(),
  templates: memoryTemplates(),
  alerts: memoryAlerts(),
  remediation: memoryWorkflows(),
  approvals: memoryApprovals(),
  remediationLedger: memoryRemediationLedger(),
  remediationSwitch: memoryRemediationSwitch(),
  objects: memoryObjects(),
  narrator: memoryNarrator(),
  clock: memoryClock(),
});
