import type { Playbook } from '../../playbook.ts';

/** Switches on the four guards of a bucket against public access. */
export const playbook = {
  id: 'block-bucket-public-access',
  title: 'Block public access to the bucket that was opened',
  triggers: [{ rule: 'bucket-made-public', dataset: 'cloudtrail' }],
  resources: ['bucketName'],
  rollback: 'keeps',
  variables: {},
} satisfies Playbook;
