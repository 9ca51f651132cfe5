import { findingSchema } from '@bellwether/log-model';
import * as z from 'zod/mini';

/** What was captured before a change; strings, so that a workflow can carry it. */
export const capturedSchema = z.record(z.string(), z.string());

/** The plan as it travels through the remediation machine. Every decision has every field, so that the paths of the state machine exist. */
export const planSchema = z.object({
  decision: z.enum(['nothing', 'already_so', 'refused', 'not_found', 'rehearse', 'act']),
  reason: z.string(),
  playbookId: z.string(),
  title: z.string(),
  steps: z.array(z.string()),
  captured: capturedSchema,
  /** The subject of the message about it, one line; under 100 characters. */
  subject: z.string(),
  /** The text of the message about it. */
  summary: z.string(),
  /** Whether a person is asked before it is applied. Acting asks its own guardrails too. */
  ask: z.optional(z.boolean()),
  /** What the person is asked about, as text: the digest of the plan, until when (epoch milliseconds), and when to forget it (epoch seconds). */
  approval: z.optional(z.object({ digest: z.string(), untilMs: z.string(), ttl: z.string() })),
  /** Names the request that was approved; empty or absent where nobody was asked. */
  nonce: z.optional(z.string()),
});
export type PlannedRemediation = z.output<typeof planSchema>;

/**
 * What acting may be asked for: to apply a plan, to put it back because it failed, or to put back what was verified because a person asks.
 */
export const executeActions = ['apply', 'rollback', 'undo'] as const;

/** Input of the execute task: what to do with which plan. */
export const executeRequestSchema = z.object({
  action: z.enum(executeActions),
  finding: findingSchema,
  plan: planSchema,
});

export const executeResultSchema = z.object({
  action: z.enum(executeActions),
  playbookId: z.string(),
  /** False where nothing was written: the resource was as wanted already, or putting it back would lower protection. */
  changed: z.boolean(),
});

export const verifyRequestSchema = z.object({ finding: findingSchema, plan: planSchema });
export const verifyResultSchema = z.object({ verified: z.boolean(), playbookId: z.string() });
