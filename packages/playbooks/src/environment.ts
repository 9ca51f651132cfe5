import * as z from 'zod/mini';
import type { Guardrails } from './plan.ts';
import type { PlaybookSettings } from './playbook.ts';

/** The isolation group as the functions that look at network interfaces read it from their environment. */
export const isolationVariables = {
  ISOLATION_SECURITY_GROUP_ID: z
    .optional(z.string().check(z.regex(/^sg-[0-9a-f]+$/)))
    .check(z.meta({ description: 'Security group without rules that an isolated network interface is moved into.' })),
};

/** Where the functions that act and check note how far they have come. */
export const progressVariables = {
  FINDINGS_TABLE: z
    .string()
    .check(z.meta({ description: 'DynamoDB table of findings, which hold how far their remedy has come.' })),
};

/** What the functions that may act read from their environment: closed unless it is opened by name. */
export const guardrailVariables = {
  REMEDIATION_MODE: z
    ._default(z.enum(['dry-run', 'apply']), 'dry-run')
    .check(z.meta({ description: 'dry-run rehearses every remediation; apply lets allowed playbooks act.' })),
  ALLOWED_PLAYBOOKS: z
    ._default(z.string(), '')
    .check(z.meta({ description: 'Ids of the playbooks that may act, separated by commas; none by default.' })),
  ...isolationVariables,
};

export const guardrailsOf = (env: {
  readonly REMEDIATION_MODE: Guardrails['mode'];
  readonly ALLOWED_PLAYBOOKS: string;
}): Guardrails => ({
  mode: env.REMEDIATION_MODE,
  allowedPlaybooks: env.ALLOWED_PLAYBOOKS.split(',')
    .map((id) => id.trim())
    .filter((id) => id !== ''),
});

export const settingsOf = (env: { readonly ISOLATION_SECURITY_GROUP_ID?: string | undefined }): PlaybookSettings =>
  env.ISOLATION_SECURITY_GROUP_ID === undefined ? {} : { isolationSecurityGroupId: env.ISOLATION_SECURITY_GROUP_ID };
