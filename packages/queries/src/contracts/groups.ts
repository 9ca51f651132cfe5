import * as z from 'zod/mini';
import { count, dataset, findingKind, id, logSource, severity, time } from './fields.ts';
import { pageOf, pageShape } from './page.ts';

/** An alert group: findings with one key in one window, notified together. */
export const groupView = z.object({
  id,
  state: z.enum(['pending', 'open', 'recovered']),
  kind: findingKind,
  severity,
  rule: z.string(),
  title: z.string(),
  dataset,
  account: z.string(),
  region: z.string(),
  logSource: z.string(),
  firstSeenMs: time,
  lastSeenMs: time,
  findings: count,
  events: count,
  notifications: count,
  notifiedAtMs: z.exactOptional(time),
  outputs: z.readonly(z.array(z.string())),
  mutes: z.readonly(
    z.array(z.object({ reason: z.string(), by: z.exactOptional(z.string()), sinceMs: time, untilMs: time })),
  ),
  findingIds: z.readonly(z.array(z.string())).check(z.describe('Findings that a message shows; at most ten.')),
});
export type GroupView = Readonly<z.output<typeof groupView>>;

/** Which alert groups are asked for: those that still have something to do, the first due first. */
export const groupsQuery = z.strictObject({
  severity: z.optional(severity),
  rule: z.optional(z.string().check(z.maxLength(256))),
  account: z.optional(z.string().check(z.maxLength(64))),
  logSource: z.optional(logSource),
  ...pageShape(50, 200),
});
export type GroupsQuery = Readonly<z.input<typeof groupsQuery>>;
export type CheckedGroupsQuery = Readonly<z.output<typeof groupsQuery>>;
export const groupsPage = pageOf(groupView);
