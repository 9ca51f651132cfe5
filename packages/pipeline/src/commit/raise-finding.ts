import { type Finding, type NotifyPolicy, shouldNotify } from '@bellwether/log-model';
import type { Grant } from '@bellwether/log-model/decide';
import type { Ports } from '@bellwether/ports';
import { alertOf } from './alert-of.ts';

/** Without `alerts` nothing is notified here: alert groups notify, from the stored findings. */
export type NotifyPorts = Pick<Ports, 'findings' | 'remediation' | 'clock'> & Partial<Pick<Ports, 'alerts'>>;

/**
 * Remembers a finding and, once, starts its remediation and, where there is a sink for it, sends its alert. Persists first and
 * sends after: a crash between the alert and the mark can send it a second time under the same id, never lose it. One that
 * `shouldNotify` declines is stored and nothing else.
 *
 * @param grants  what it may set off; everything when absent. One that may not be notified is stored as held back.
 * @returns whether an alert went out now; never where alert groups tell
 */
export const raiseFinding = async (
  ports: NotifyPorts,
  policy: NotifyPolicy,
  finding: Finding,
  grants: readonly Grant[] = ['notify', 'workflow'],
): Promise<boolean> => {
  const mayNotify = grants.includes('notify');
  const stored = await ports.findings.raise(
    mayNotify || !shouldNotify(finding, undefined, policy) ? finding : { ...finding, isHeldBack: true },
  );
  const isHeldBack = !mayNotify || stored.finding.isHeldBack === true;
  if (stored.notifiedAtMs !== undefined || isHeldBack || !shouldNotify(finding, stored.status?.state, policy))
    return false;
  // What a line only claims must not make the machine look, let alone act.
  if (stored.finding.provenance !== 'claimed' && grants.includes('workflow'))
    await ports.remediation.start(finding.id, stored.finding);
  await ports.alerts?.notify(alertOf(stored.finding));
  await ports.findings.markNotified(finding.id, ports.clock.now());
  return ports.alerts !== undefined;
};
