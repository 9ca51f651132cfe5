import { isSuppressed, severities, type Finding, type Severity } from '@bellwether/log-model';
import type { Ports } from '@bellwether/ports';
import { alertOf } from './alert-of.ts';

/** Without `alerts` nothing is told here: alert groups tell, from the stored findings. */
export type NotifyPorts = Pick<Ports, 'findings' | 'remediation' | 'clock'> & Partial<Pick<Ports, 'alerts'>>;

export interface NotifyPolicy {
  /** Findings less severe than this are kept but not told. */
  readonly alertMinSeverity: Severity;
}

const isNotified = (severity: Severity, least: Severity): boolean =>
  severities.indexOf(severity) <= severities.indexOf(least);

/**
 * Remembers a finding and, once, starts its remediation and, where there is a sink for it, tells its alert. Persists first and
 * tells after: a crash between the alert and the mark can tell it a second time under the same id, never lose it. One that a
 * person has suppressed is stored and nothing else.
 *
 * @returns whether an alert went out now; never where alert groups tell
 */
export const raiseFinding = async (ports: NotifyPorts, policy: NotifyPolicy, finding: Finding): Promise<boolean> => {
  const stored = await ports.findings.raise(finding);
  if (stored.notifiedAtMs !== undefined || isSuppressed(stored.status?.state)) return false;
  if (!isNotified(finding.severity, policy.alertMinSeverity)) return false;
  await ports.remediation.start(finding.id, stored.finding);
  await ports.alerts?.tell(alertOf(stored.finding));
  await ports.findings.markNotified(finding.id, ports.clock.now());
  return ports.alerts !== undefined;
};
