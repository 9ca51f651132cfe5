import * as z from 'zod/mini';
import { readFreezes } from './bounds.ts';
import type { Guardrails } from './guardrails.ts';
import type { PlaybookSettings } from './playbook.ts';
import { type ApplyLimits, usualApplyLimits } from './reservation.ts';
import { isStarts, readStarts } from './starts.ts';
import { playbookVariables } from './registry/playbooks.ts';

/** What the playbooks read from the environment of every function that loads them. */
export { playbookVariables } from './registry/playbooks.ts';

/** Where every function of the machine finds the switch that stops it. */
export const switchVariables = {
  REMEDIATION_SWITCH_PARAMETER: z.string().check(
    z.meta({
      description:
        'SSM parameter that says `on` while remediation may go on. Anything else, or nothing, stops every step.',
    }),
  ),
};

/** Where locks, rates and backlogs are kept. */
export const ledgerVariables = {
  COUNTS_TABLE: z
    .string()
    .check(z.meta({ description: 'DynamoDB table of counts, which also has the locks and rates of remediation.' })),
};

/** Which findings about workloads start which playbook. Every function of the machine reads the same. */
export const startVariables = {
  REMEDIATION_STARTS: z
    ._default(
      z.string().check(
        z.refine(isStarts, {
          error:
            'is a JSON list of { rule, scope, playbook, resources, mode }; the playbook exists, and resources names all that it reads',
        }),
      ),
      '[]',
    )
    .check(
      z.meta({
        description:
          'Findings about workloads that start a playbook, as a JSON list of rule, scope (account:log group), playbook, resources and mode (dry-run or apply).',
      }),
    ),
};

/** Where the functions that act and check note how far they have come. */
export const progressVariables = {
  FINDINGS_TABLE: z
    .string()
    .check(z.meta({ description: 'DynamoDB table of findings, which hold how far their remedy has come.' })),
};

/** What the functions that may act read from their environment: closed unless it is opened by name. */
export const guardrailVariables = {
  ...switchVariables,
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
  MAX_FINDING_AGE_MINUTES: z
    ._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(1_440)), 60)
    .check(
      z.meta({ description: 'Minutes since a finding was last seen after which its remediation is only rehearsed.' }),
    ),
  FREEZES: z._default(z.string(), '').check(
    z.meta({
      description:
        'Spans in which nothing is applied, start/end in ISO 8601 with an offset, separated by commas. One that cannot be read counts as now.',
    }),
  ),
  ASK_FIRST: z._default(z.string(), '').check(
    z.meta({
      description:
        'Ids of playbooks that act only after a person approved the exact plan, separated by commas; * for all; none by default.',
    }),
  ),
  MAX_PLANNED_CALLS: z
    ._default(z.coerce.number().check(z.int(), z.gte(0), z.lte(100)), 10)
    .check(z.meta({ description: 'Most calls of one plan; a plan with more is refused.' })),
  ...startVariables,
  ...playbookVariables,
};

/** What only the function that acts reads besides: how often it may. */
export const applyVariables = {
  ...ledgerVariables,
  MAX_APPLIED_PER_HOUR: z
    ._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), usualApplyLimits.perPlaybookHour)
    .check(z.meta({ description: 'Findings that one playbook may be applied to in an hour, in one account.' })),
  MAX_APPLIED_PER_ACCOUNT_HOUR: z
    ._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), usualApplyLimits.perAccountHour)
    .check(z.meta({ description: 'Findings that all playbooks may be applied to in an hour, in one account.' })),
};

export const applyLimitsOf = (env: {
  readonly MAX_APPLIED_PER_HOUR: number;
  readonly MAX_APPLIED_PER_ACCOUNT_HOUR: number;
}): ApplyLimits => ({ perPlaybookHour: env.MAX_APPLIED_PER_HOUR, perAccountHour: env.MAX_APPLIED_PER_ACCOUNT_HOUR });

const idsIn = (text: string): readonly string[] =>
  text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');

export const guardrailsOf = (env: {
  readonly REMEDIATION_MODE: Guardrails['mode'];
  readonly ALLOWED_PLAYBOOKS: string;
  readonly TARGET_ACCOUNTS: string;
  readonly TARGET_REGIONS: string;
  readonly MAX_FINDING_AGE_MINUTES: number;
  readonly FREEZES: string;
  readonly MAX_PLANNED_CALLS: number;
  readonly ASK_FIRST: string;
  readonly REMEDIATION_STARTS: string;
}): Guardrails => ({
  mode: env.REMEDIATION_MODE,
  allowedPlaybooks: idsIn(env.ALLOWED_PLAYBOOKS),
  askFirst: idsIn(env.ASK_FIRST),
  targetAccounts: env.TARGET_ACCOUNTS.split(',').filter((id) => id !== ''),
  targetRegions: env.TARGET_REGIONS.split(',').filter((region) => region !== ''),
  bounds: {
    maxFindingAgeMs: env.MAX_FINDING_AGE_MINUTES * 60_000,
    freezes: readFreezes(env.FREEZES),
    maxPlannedCalls: env.MAX_PLANNED_CALLS,
  },
  starts: readStarts(env.REMEDIATION_STARTS),
});

/** The playbooks' part of a function's environment. */
export const settingsOf = (env: Readonly<Record<string, unknown>>): PlaybookSettings =>
  Object.fromEntries(
    Object.keys(playbookVariables).flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const])),
  );
