import * as z from 'zod/mini';
import { archiveSpanFits, eventFilterShape } from './archive-filter.ts';
import { beginsBeforeItEnds, count, time } from './fields.ts';

/** Who or where events came from: an identity, or a source address. */
export const actorView = z.object({
  actor: z.string().check(z.describe('User name or id, or the source address.')),
  events: count,
  failures: count.check(z.describe('Events of ERROR or CRITICAL, or whose outcome is `failure`.')),
  firstSeenMs: time,
  lastSeenMs: time,
  others: count.check(z.describe('Distinct addresses of an identity, or identities of an address.')),
  accounts: count,
});
export type ActorView = Readonly<z.output<typeof actorView>>;

/** The identities or addresses with most events in a span, the busiest first. */
export const actorsQuery = z
  .strictObject({
    ...eventFilterShape,
    by: z.enum(['identity', 'address']),
    limit: z._default(z.int().check(z.minimum(1), z.maximum(1_000)), 50),
  })
  .check(beginsBeforeItEnds, archiveSpanFits);
export type ActorsQuery = Readonly<z.input<typeof actorsQuery>>;
export type CheckedActorsQuery = Readonly<z.output<typeof actorsQuery>>;
export const actorList = z.object({ actors: z.array(actorView), isCut: z.boolean() });
export type ActorList = Readonly<z.output<typeof actorList>>;
