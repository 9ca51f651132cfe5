import type { Playbook } from '../../playbook.ts';

/**
 * Takes away a retention of days from a log group, so that its events are kept until a person says how long. It cannot set a retention: the
 * permission to do so could also cut one.
 */
export const playbook = {
  id: 'keep-log-events',
  title: 'Keep the events of the log group whose retention was cut',
  triggers: [{ rule: 'logs-deleted', dataset: 'cloudtrail' }],
  resources: ['logGroupName'],
  rollback: 'keeps',
  variables: {},
} satisfies Playbook;
