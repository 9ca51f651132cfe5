import * as z from 'zod/mini';
import type { Playbook, SettingsOf } from '../../playbook.ts';

const variables = {
  ISOLATION_SECURITY_GROUP_ID: z
    .optional(z.string().check(z.regex(/^sg-[0-9a-f]+$/)))
    .check(z.meta({ description: 'Security group without rules that an isolated network interface is moved into.' })),
};

export type IsolationSettings = SettingsOf<typeof variables>;

/** Moves a network interface into a security group without rules, so that its instance can be looked at but reaches nothing. */
export const playbook = {
  id: 'isolate-network-interface',
  title: 'Isolate the network interface in a security group without rules',
  triggers: [{ rule: 'flow-port-scan', dataset: 'vpc-flow' }],
  resources: ['interfaceId', 'sourceIp'],
  rollback: 'keeps',
  variables,
} satisfies Playbook;
