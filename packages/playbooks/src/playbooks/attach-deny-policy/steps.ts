import { namedResource, type PlaybookSteps, requiredResource } from '../../playbook.ts';
import type { UserDenials } from './port.ts';

const userForm = /^[\w+=,.@-]{1,64}$/;

export const steps: PlaybookSteps<UserDenials> = {
  precheck: async (users, finding) => {
    const userName = namedResource(finding, 'userName', userForm);
    if (userName === undefined) return { kind: 'refused', reason: 'The finding names no user.' };
    const user = await users.look(userName);
    if (user === undefined) return { kind: 'not_found', reason: `There is no user ${userName}.` };
    if (user.isDenied) return { kind: 'already_right', reason: `Everything is denied to the user ${userName}.` };
    return {
      kind: 'ready',
      captured: { denied: 'false' },
      steps: [`iam:AttachUserPolicy on ${userName}: AWSDenyAll is attached`],
      tags: user.tags,
    };
  },
  apply: async (users, finding) => {
    await users.deny(requiredResource(finding, 'userName', userForm));
  },
  verify: async (users, finding) =>
    (await users.look(requiredResource(finding, 'userName', userForm)))?.isDenied === true,
  // Leaked credentials must not work again because a check was slow, and the role may not detach.
  rollback: async () => undefined,
};
