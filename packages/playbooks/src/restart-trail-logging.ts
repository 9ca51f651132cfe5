import { type Playbook, requiredResource } from './playbook.ts';

/** Starts a CloudTrail trail again that someone stopped. */
export const restartTrailLogging: Playbook = {
  id: 'restart-trail-logging',
  title: 'Start the stopped CloudTrail trail again',
  match: (finding) => finding.rule === 'cloudtrail-logging-disabled' && finding.source === 'cloudtrail',
  precheck: async (ports, finding) => {
    const trailName = finding.resources['trailName'];
    if (!trailName) return { kind: 'refused', reason: 'The finding names no trail.' };
    const status = await ports.trails.status(trailName);
    if (status === 'not_found') {
      return {
        kind: 'refused',
        reason: `The trail ${trailName} is gone; a deleted trail is made anew by Terraform, not by a playbook.`,
      };
    }
    if (status === 'logging') return { kind: 'already_right', reason: `The trail ${trailName} is logging.` };
    return { kind: 'ready', captured: { trailStatus: status }, steps: [`cloudtrail:StartLogging on ${trailName}`] };
  },
  apply: (ports, finding) => ports.trails.startLogging(requiredResource(finding, 'trailName')),
  verify: async (ports, finding) => (await ports.trails.status(requiredResource(finding, 'trailName'))) === 'logging',
  rollback: async (ports, finding, captured) => {
    if (captured['trailStatus'] === 'stopped') await ports.trails.stopLogging(requiredResource(finding, 'trailName'));
  },
};
