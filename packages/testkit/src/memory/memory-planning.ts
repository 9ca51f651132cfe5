import type { LateWindowStore } from '@bellwether/ports';
import { memoryLateWindows } from './memory-late-windows.ts';
import { memoryRemediationSwitch, type MemoryRemediationSwitch } from './memory-remediation-switch.ts';

/** What planning a remediation asks besides the account: fresh, at this time (epoch milliseconds UTC). */
export const memoryPlanning = (
  nowMs: number,
): {
  readonly clock: { now(): number };
  readonly remediationSwitch: MemoryRemediationSwitch;
  readonly lateWindows: LateWindowStore;
} => ({
  clock: { now: () => nowMs },
  remediationSwitch: memoryRemediationSwitch(),
  lateWindows: memoryLateWindows(() => nowMs),
});
