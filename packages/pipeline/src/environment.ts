import {
  dayMs,
  defaultFindingLimits,
  defaultMaxLiveAgeMs,
  defaultRedactionPolicy,
  type FindingLimits,
  parseRedactionPolicy,
  severities,
  type RedactionPolicy,
} from '@bellwether/log-model';
import type { MarkKeySource } from '@bellwether/ports';
import * as z from 'zod/mini';
import { archivePolicies } from './commit/archive-policy.ts';
import { nothingDeclared, parseDeclaredDatasets, type DeclaredDatasets } from './source/declared-datasets.ts';

const text = (description: string) => z.string().check(z.meta({ description }));

/** What every function that raises findings reads from its environment. */
export const findingVariables = {
  COUNTS_TABLE: text('DynamoDB table of the window counts.'),
  FINDINGS_TABLE: text('DynamoDB table that receives findings.'),
  REMEDIATION_MACHINE_ARN: text('State machine that is started once for each finding that notifies.'),
  ALERT_MIN_SEVERITY: z
    ._default(z.enum(severities), 'WARNING')
    .check(z.meta({ description: 'Findings less severe than this are stored without notifying anyone.' })),
  STATE_RETENTION_DAYS: z
    ._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3650)), 90)
    .check(
      z.meta({ description: 'Days until counts, findings and templates expire; templates are kept for 30 at least.' }),
    ),
};

const limit = (byDefault: number, min: number, max: number, description: string) =>
  z
    ._default(z.coerce.number().check(z.int(), z.minimum(min), z.maximum(max)), byDefault)
    .check(z.meta({ description }));

/** How many findings one log source may make in six hours, as the environment says it. */
const limitVariables = {
  MAX_FINDINGS: limit(
    defaultFindingLimits.maxFindings,
    1,
    500,
    'Findings that one log source may have listed in six hours; the most severe are kept.',
  ),
  MAX_NOTIFIED: limit(
    defaultFindingLimits.maxNotified,
    0,
    500,
    'Findings of one severity that one log source may have notified one by one in six hours.',
  ),
  MAX_WORKFLOWS: limit(
    defaultFindingLimits.maxWorkflows,
    0,
    500,
    'Findings of one severity whose remediation one log source may start in six hours.',
  ),
};

/** The limits that the environment names; no age where the function's records may be of any. */
export const limitsOf = (
  env: Readonly<Record<keyof typeof limitVariables, number>> & { readonly EVENT_RETENTION_DAYS?: number },
): { readonly findingLimits: FindingLimits; readonly maxLiveAgeMs?: number } => ({
  findingLimits: { maxFindings: env.MAX_FINDINGS, maxNotified: env.MAX_NOTIFIED, maxWorkflows: env.MAX_WORKFLOWS },
  ...(env.EVENT_RETENTION_DAYS === undefined ? {} : { maxLiveAgeMs: env.EVENT_RETENTION_DAYS * dayMs }),
});

/** What every function that ingests reads besides. */
export const ingestVariables = {
  ...findingVariables,
  ...limitVariables,
  EVENT_RETENTION_DAYS: limit(
    defaultMaxLiveAgeMs / dayMs,
    30,
    36_500,
    'Days the archive keeps events: an event that comes live and says it is older has its time of arrival instead.',
  ),
  LAKE_BUCKET: text('S3 bucket that receives the archive and the quarantine.'),
  TEMPLATES_TABLE: text('DynamoDB table of the mined templates.'),
  ARCHIVE_POLICY: z._default(z.enum(archivePolicies), 'redacted').check(
    z.meta({
      description: 'redacted keeps the understood events without secrets; payload keeps raw records.',
    }),
  ),
  PAYLOAD_KEY_ARN: z.optional(
    text('KMS key of raw records, those in quarantine among them; the bucket decides when absent.'),
  ),
  REDACT: z
    ._default(
      z.string().check(z.refine((written) => parseRedactionPolicy(written).ok, 'names no class of redaction')),
      'default',
    )
    .check(
      z.meta({
        description:
          'Classes taken out of messages and fields, such as `ip` (the default and addresses) or `-email,-phone`.',
      }),
    ),
  MARK_KEY_PARAMETER: z.optional(
    text(
      'SSM parameter of the key of the hashes in marks, drawn by the first run; marks name the class alone when absent.',
    ),
  ),
  DECLARED_DATASETS: z
    ._default(
      z
        .string()
        .check(
          z.refine((written) => parseDeclaredDatasets(written) !== undefined, 'declares no dataset of a log source'),
        ),
      '',
    )
    .check(
      z.meta({
        description:
          'Log sources that are declared to hold a dataset: `<account>:<log group>=<dataset>` or `s3:<bucket>=<dataset>`, separated by commas. What is not declared is only claimed.',
      }),
    ),
  OWN_LOG_GROUP_PREFIX: text('Log groups whose name begins with this are our own and are dropped.'),
};

/** The policy that REDACT asks for. The environment was checked: what names no class never comes here, and would take out the default. */
export const redactionOf = (written: string): RedactionPolicy => {
  const read = parseRedactionPolicy(written);
  return read.ok ? read.policy : defaultRedactionPolicy;
};

/**
 * The policy that REDACT asks for, with the key of its marks.
 *
 * @param key  none when absent: marks then name the class alone
 */
export const keyedRedactionOf = async (written: string, key: MarkKeySource | undefined): Promise<RedactionPolicy> => {
  const policy = redactionOf(written);
  return key === undefined ? policy : { ...policy, hashKey: await key.read() };
};

/** What DECLARED_DATASETS says. The environment was checked: what cannot be read never comes here, and would declare nothing. */
export const declaredOf = (written: string): DeclaredDatasets => parseDeclaredDatasets(written) ?? nothingDeclared;
