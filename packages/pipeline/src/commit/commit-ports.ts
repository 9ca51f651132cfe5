import type { Ports } from '@bellwether/ports';
import type { NotifyPorts } from './raise-finding.ts';

/** Without `lateWindows` no window is judged again: who judges all of them at the end needs no notes. */
export type CommitPorts = Pick<Ports, 'archive' | 'quarantine' | 'counts' | 'countedIds' | 'templates'> &
  Partial<Pick<Ports, 'lateWindows'>> &
  NotifyPorts;
