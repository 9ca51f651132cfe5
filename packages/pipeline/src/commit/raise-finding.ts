import { type Finding, type NotifyPolicy, shouldNotify, withoutContext } from '@bellwether/log-model';
import type { Grant } from '@bellwether/log-model/decide';
import type { Ports } from '@bellwether/ports';
import { alertOf } from './alert-of.ts';

/** Without `alerts` nothing is notified here: alert groups notify, from the stored findings. */
export type NotifyPorts = Pick<Ports, 'findings' | 'remediation' | 'clock'> & Partial<Pick<Ports, 'alerts'>>;

/** What a finding may start besides being listed, and which listed finding it displaces. */
export interface RaiseOptions {
  /** Everything when absent. One that may not be notified is stored as held back. */
  readonly grants?: readonly Grant[] | undefined;
  /** Ids of stored findings that turned out to be the same one: they are taken back. */
  readonly absorbed?: readonly string[];
}

/**
 * Takes back findings that turned out to be part of a stored one. What was notified of one of them is notified of the whole, and its
 * workflow is not started again. A crash in between is made good when the batch is given again: those that are left are absorbed then.
 *
 * @returns when one of them was notified, epoch milliseconds UTC; undefined when none was
 */
const absorb = async (
  { findings }: Pick<NotifyPorts, 'findings'>,
  findingId: string,
  absorbed: readonly string[],
): Promise<number | undefined> => {
  let first: number | undefined;
  for (const id of absorbed) {
    const notifiedAtMs = (await findings.get(id))?.notifiedAtMs;
    if (notifiedAtMs !== undefined) await findings.markNotified(findingId, notifiedAtMs);
    await findings.displace(id);
    first ??= notifiedAtMs;
  }
  return first;
};

/**
 * Remembers a finding and, once, starts its remediation and, where there is a sink for it, sends its alert. Persists first and
 * sends after: a crash between the alert and the mark can send it a second time under the same id, never lose it. One that
 * `shouldNotify` declines is stored and nothing else.
 *
 * @returns whether an alert was sent now; never where alert groups notify
 */
export const raiseFinding = async (
  ports: NotifyPorts,
  policy: NotifyPolicy,
  finding: Finding,
  { grants = ['notify', 'workflow'], absorbed = [] }: RaiseOptions = {},
): Promise<boolean> => {
  const mayNotify = grants.includes('notify');
  const stored = await ports.findings.raise(
    mayNotify || !shouldNotify(finding, undefined, policy) ? finding : { ...finding, isHeldBack: true },
  );
  const notifiedBeforeMs = await absorb(ports, finding.id, absorbed);
  const isNotified = stored.notifiedAtMs !== undefined || notifiedBeforeMs !== undefined;
  const isHeldBack = !mayNotify || stored.finding.isHeldBack === true;
  if (isNotified || isHeldBack || !shouldNotify(finding, stored.status?.state, policy)) return false;
  // What a line only claims must not make the machine look, let alone act.
  if (stored.finding.provenance !== 'claimed' && grants.includes('workflow'))
    await ports.remediation.start(finding.id, withoutContext(stored.finding));
  await ports.alerts?.notify(alertOf(stored.finding));
  await ports.findings.markNotified(finding.id, ports.clock.now());
  return ports.alerts !== undefined;
};
