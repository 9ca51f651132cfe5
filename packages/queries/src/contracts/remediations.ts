import * as z from 'zod/mini';
import { beginsBeforeItEnds, id, spanShape, time } from './fields.ts';
import { pageOf, pageShape } from './page.ts';

export const remediationStates = [
  'waiting',
  'running',
  'succeeded',
  'failed',
  'left',
  'access_denied',
  'rolled_back',
  'rejected',
  'expired',
  'dry_run',
  'refused',
  'nothing_to_do',
] as const;

/** One run of a playbook. */
export const remediationView = z.object({
  id,
  findingId: z.string(),
  playbook: z.exactOptional(z.string()),
  resource: z.exactOptional(z.string()),
  state: z.enum(remediationStates),
  startedMs: time,
  endedMs: z.exactOptional(time),
  summary: z.exactOptional(z.string()),
});
export type RemediationView = Readonly<z.output<typeof remediationView>>;

/** Runs that began in the span, the newest first. */
export const remediationsQuery = z
  .strictObject({
    ...spanShape,
    state: z.optional(z.enum(remediationStates)),
    findingId: z.optional(id),
    ...pageShape(50, 200),
  })
  .check(beginsBeforeItEnds);
export type RemediationsQuery = Readonly<z.input<typeof remediationsQuery>>;
export type CheckedRemediationsQuery = Readonly<z.output<typeof remediationsQuery>>;
export const remediationsPage = pageOf(remediationView);
