import type { Playbook } from '../../playbook.ts';

/** Revokes the rules of a security group that let every address reach a port of administration or a database. */
export const playbook = {
  id: 'revoke-open-ingress',
  title: 'Revoke the rules that open administration ports to the internet',
  triggers: [{ rule: 'security-group-opened-to-world', dataset: 'cloudtrail' }],
  resources: ['securityGroupId'],
  rollback: 'keeps',
  variables: {},
} satisfies Playbook;
