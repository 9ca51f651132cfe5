import type { Playbook } from '../../playbook.ts';

/**
 * Stops an EC2 instance that GuardDuty calls compromised. Its volumes stay as they are, so a stop loses no disk and takes no snapshot first;
 * an instance whose disks a stop would lose, or that would be replaced at once, is refused. Memory is lost.
 */
export const playbook = {
  id: 'stop-instance',
  title: 'Stop the compromised EC2 instance and keep its volumes',
  triggers: [{ rule: 'guardduty-critical-finding', dataset: 'guardduty' }],
  resources: ['instanceId'],
  rollback: 'keeps',
  variables: {},
} satisfies Playbook;
