import type { Playbook } from '../../playbook.ts';

/**
 * Attaches AWS's own policy AWSDenyAll to an IAM user whose credentials are known to be in other hands. It denies every session and key of
 * the user at once. A policy that denies older sessions alone is not written: the permission to write a policy could grant anything.
 */
export const playbook = {
  id: 'attach-deny-policy',
  title: 'Deny everything to the IAM user whose credentials leaked',
  triggers: [
    { rule: 'credentials-quarantined', dataset: 'cloudtrail' },
    { rule: 'login-profile-created-for-other-user', dataset: 'cloudtrail' },
  ],
  resources: ['userName'],
  rollback: 'keeps',
  isGlobal: true,
  variables: {},
} satisfies Playbook;
