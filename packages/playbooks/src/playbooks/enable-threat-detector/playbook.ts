import type { Playbook } from '../../playbook.ts';

/** Enables a GuardDuty detector that somebody suspended. */
export const playbook = {
  id: 'enable-threat-detector',
  title: 'Enable the suspended GuardDuty detector again',
  triggers: [{ rule: 'guardduty-disabled', dataset: 'cloudtrail' }],
  resources: ['detectorId'],
  rollback: 'keeps',
  variables: {},
} satisfies Playbook;
