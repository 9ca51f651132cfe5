import type { Playbook } from '../../playbook.ts';

/** Enables point-in-time recovery of a DynamoDB table that somebody switched off. What was recoverable before is lost. */
export const playbook = {
  id: 'enable-table-recovery',
  title: 'Enable point-in-time recovery of the DynamoDB table again',
  triggers: [{ rule: 'backups-deleted', dataset: 'cloudtrail' }],
  resources: ['tableName'],
  rollback: 'keeps',
  variables: {},
} satisfies Playbook;
