import type { Playbook } from '../../playbook.ts';

/** Deactivates a long-lived access key that one identity made for another user. The key is not deleted, so its owner can look at it. */
export const playbook = {
  id: 'deactivate-access-key',
  title: 'Deactivate the access key that was made for another user',
  triggers: [{ rule: 'access-key-created-for-other-user', dataset: 'cloudtrail' }],
  resources: ['userName', 'accessKeyId'],
  rollback: 'keeps',
  isGlobal: true,
  variables: {},
} satisfies Playbook;
