import { type PlaybookSteps, requiredResource } from '../../playbook.ts';
import type { TrailSettings } from './playbook.ts';
import type { TrailControl } from './port.ts';

/** Whether a trail, by its name or its ARN, is the one that may be started; none may where none is named. */
const mayBeStarted = (trailName: string, { TRAIL_NAME: named }: TrailSettings): boolean =>
  named !== undefined && (trailName === named || trailName.endsWith(`:trail/${named}`));

const notTheOne = (trailName: string): string =>
  `The trail ${trailName} is not the one that may be started (TRAIL_NAME).`;

export const steps: PlaybookSteps<TrailControl, TrailSettings> = {
  precheck: async (trails, finding, settings) => {
    const trailName = finding.resources['trailName'];
    if (!trailName) return { kind: 'refused', reason: 'The finding names no trail.' };
    if (!mayBeStarted(trailName, settings)) return { kind: 'refused', reason: notTheOne(trailName) };
    const status = await trails.status(trailName);
    if (status === 'not_found') {
      return {
        kind: 'not_found',
        reason: `The trail ${trailName} is gone; a deleted trail is made anew by Terraform, not by a playbook.`,
      };
    }
    if (status === 'logging') return { kind: 'already_right', reason: `The trail ${trailName} is logging.` };
    return {
      kind: 'ready',
      captured: { trailStatus: status },
      steps: [`cloudtrail:StartLogging on ${trailName}`],
      // A setting names the one trail, which says more than a tag could.
      tags: {},
    };
  },
  apply: async (trails, finding, settings) => {
    const trailName = requiredResource(finding, 'trailName');
    if (!mayBeStarted(trailName, settings)) throw new Error(notTheOne(trailName));
    await trails.startLogging(trailName);
  },
  verify: async (trails, finding, settings) => {
    const trailName = requiredResource(finding, 'trailName');
    return mayBeStarted(trailName, settings) && (await trails.status(trailName)) === 'logging';
  },
  // A slow verification must not switch the audit off again: a trail that logs is what everybody wants.
  rollback: async () => undefined,
};
