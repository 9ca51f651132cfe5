import { namedResource, type PlaybookSteps, requiredResource } from '../../playbook.ts';
import type { AccessKeys } from './port.ts';

const userForm = /^[\w+=,.@-]{1,64}$/;
/** Long-lived keys alone: keys of sessions begin with ASIA, and IAM does not know them. */
const keyForm = /^AKIA[A-Z0-9]{12,124}$/;

export const steps: PlaybookSteps<AccessKeys> = {
  precheck: async (keys, finding) => {
    const userName = namedResource(finding, 'userName', userForm);
    const accessKeyId = namedResource(finding, 'accessKeyId', keyForm);
    if (userName === undefined || accessKeyId === undefined)
      return { kind: 'refused', reason: 'The finding names no user with a long-lived access key.' };
    const key = await keys.look(userName, accessKeyId);
    if (key === undefined)
      return { kind: 'not_found', reason: `The user ${userName} has no access key ${accessKeyId}.` };
    if (!key.isActive)
      return { kind: 'already_right', reason: `The access key ${accessKeyId} of ${userName} is inactive.` };
    return {
      kind: 'ready',
      captured: { status: 'Active' },
      steps: [`iam:UpdateAccessKey on ${accessKeyId} of ${userName}: Active becomes Inactive`],
      tags: key.tags,
    };
  },
  apply: async (keys, finding) => {
    const userName = requiredResource(finding, 'userName', userForm);
    await keys.deactivate(userName, requiredResource(finding, 'accessKeyId', keyForm));
  },
  verify: async (keys, finding) => {
    const userName = requiredResource(finding, 'userName', userForm);
    return (await keys.look(userName, requiredResource(finding, 'accessKeyId', keyForm)))?.isActive === false;
  },
  // A key that somebody should not have made must not work again because a check was slow.
  rollback: async () => undefined,
};
