import {
  isAsCaptured,
  namingDenials,
  type PlaybookSettings,
  refuseRemediation,
  reservationOf,
  reservationRefusalOf,
} from '@bellwether/playbooks';
import { type NotePorts, type Remedy, rollBackRemediation } from './apply-remediation.ts';

/** A person decides, so the hour's places do not bind; the locks do. */
const unlimited = { perPlaybookHour: Number.MAX_SAFE_INTEGER, perAccountHour: Number.MAX_SAFE_INTEGER };

/**
 * Puts back a remediation that was verified, because a person asks for it. Reads the resource right before: one that is as it was captured is left
 * alone, and one that is no longer as the playbook left it is refused, since somebody else has changed it.
 *
 * @returns false when it was as before already
 * @throws Error named `RemediationRefused` when it would lower protection, another remediation changes the resource, or the resource has changed;
 *   `AccessDenied` when a call was denied
 * @example
 * // The throttled function was given another limit by hand meanwhile.
 * await undoRemediation(ports, settings, remedy, onUnnoted); // RemediationRefused: The resource is not as the playbook left it ...
 */
export const undoRemediation = async (
  ports: NotePorts,
  settings: PlaybookSettings,
  remedy: Remedy,
  onUnnoted: (error: unknown) => void,
): Promise<boolean> => {
  const { finding, plan, playbook, prepared } = remedy;
  if (playbook.rollback === 'keeps')
    refuseRemediation(`Putting back what ${playbook.id} did would lower protection, so a person does it by hand.`);
  const reservation = reservationOf(playbook, finding);
  const taken = await reservationRefusalOf(ports, reservation, unlimited, ports.clock.now());
  if (taken !== undefined) refuseRemediation(taken);
  const isBack = await namingDenials(async () => {
    if (isAsCaptured(await prepared.precheck(finding, settings), plan)) return true;
    return (await prepared.verify(finding, settings)) ? false : undefined;
  }).catch(async (error: unknown) => {
    await ports.remediationLedger.release(reservation, 'ended', ports.clock.now()).catch(onUnnoted);
    throw error;
  });
  if (isBack === undefined) {
    await ports.remediationLedger.release(reservation, 'ended', ports.clock.now()).catch(onUnnoted);
    refuseRemediation('The resource is not as the playbook left it: somebody changed it since, so it is not put back.');
  }
  if (isBack === false) return namingDenials(() => rollBackRemediation(ports, remedy, onUnnoted));
  await ports.remediationLedger.release(reservation, 'ended', ports.clock.now()).catch(onUnnoted);
  return false;
};
