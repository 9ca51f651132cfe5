import type { Playbook } from '../../playbook.ts';

/** Starts a stopped configuration recorder of AWS Config. */
export const playbook = {
  id: 'start-config-recorder',
  title: 'Start the stopped configuration recorder again',
  triggers: [{ rule: 'config-recorder-stopped', dataset: 'cloudtrail' }],
  resources: ['recorderName'],
  rollback: 'keeps',
  variables: {},
} satisfies Playbook;
