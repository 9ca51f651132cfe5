import { type PlaybookSteps, requiredResource } from '../../playbook.ts';
import type { TrailControl } from './port.ts';

export const steps: PlaybookSteps<TrailControl> = {
  precheck: async (trails, finding) => {
    const trailName = finding.resources['trailName'];
    if (!trailName) return { kind: 'refused', reason: 'The finding names no trail.' };
    const status = await trails.status(trailName);
    if (status === 'not_found') {
      return {
        kind: 'refused',
        reason: `The trail ${trailName} is gone; a deleted trail is made anew by Terraform, not by a playbook.`,
      };
    }
    if (status === 'logging') return { kind: 'already_right', reason: `The trail ${trailName} is logging.` };
    return { kind: 'ready', captured: { trailStatus: status }, steps: [`cloudtrail:StartLogging on ${trailName}`] };
  },
  apply: async (trails, finding) => trails.startLogging(requiredResource(finding, 'trailName')),
  verify: async (trails, finding) => (await trails.status(requiredResource(finding, 'trailName'))) === 'logging',
  // A slow verification must not switch the audit off again: a trail that logs is what everybody wants.
  rollback: async () => undefined,
};
