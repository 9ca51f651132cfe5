import * as z from 'zod/mini';
import type { Guardrails } from './plan.ts';
import type { PlaybookSettings } from './playbook.ts';
import { playbookVariables } from './registry/playbooks.ts';

/** What the playbooks read from the environment of every function that loads them. */
export { playbookVariables } from './registry/playbooks.ts';

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
  TARGET_ACCOUNTS: z
    ._default(z.string().check(z.regex(/^(?:\d{12}(?:,\d{12})*)?$/)), '')
    .check(z.meta({ description: 'Accounts whose findings may be acted on, separated by commas; none by default.' })),
  TARGET_REGIONS: z
    ._default(z.string().check(z.regex(/^(?:[a-z0-9-]+(?:,[a-z0-9-]+)*)?$/)), '')
    .check(z.meta({ description: 'Regions whose findings may be acted on, separated by commas; none by default.' })),
  ...playbookVariables,
};

export const guardrailsOf = (env: {
  readonly REMEDIATION_MODE: Guardrails['mode'];
  readonly ALLOWED_PLAYBOOKS: string;
  readonly TARGET_ACCOUNTS: string;
  readonly TARGET_REGIONS: string;
}): Guardrails => ({
  mode: env.REMEDIATION_MODE,
  allowedPlaybooks: env.ALLOWED_PLAYBOOKS.split(',')
    .map((id) => id.trim())
    .filter((id) => id !== ''),
  targetAccounts: env.TARGET_ACCOUNTS.split(',').filter((id) => id !== ''),
  targetRegions: env.TARGET_REGIONS.split(',').filter((region) => region !== ''),
});

/** The playbooks' part of a function's environment. */
export const settingsOf = (env: Readonly<Record<string, unknown>>): PlaybookSettings =>
  Object.fromEntries(
    Object.keys(playbookVariables).flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const])),
  );
