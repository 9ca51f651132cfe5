import type { Playbook } from '../../playbook.ts';

/** Cancels the deletion of a KMS key. The key stays disabled, as KMS leaves it: whether it may be used again is for a person to say. */
export const playbook = {
  id: 'cancel-key-deletion',
  title: 'Cancel the deletion of the KMS key',
  triggers: [{ rule: 'kms-key-scheduled-for-deletion', dataset: 'cloudtrail' }],
  resources: ['keyId'],
  rollback: 'keeps',
  variables: {},
} satisfies Playbook;
