import type { Playbook } from '../../playbook.ts';

/** Starts a CloudTrail trail again that someone stopped. */
export const playbook = {
  id: 'restart-trail-logging',
  title: 'Start the stopped CloudTrail trail again',
  triggers: [{ rule: 'cloudtrail-logging-disabled', dataset: 'cloudtrail' }],
  resources: ['trailName'],
  rollback: 'keeps',
  variables: {},
} satisfies Playbook;
