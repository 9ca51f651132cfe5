import * as z from 'zod/mini';

const shard = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,200}$/));
const count = z.int().check(z.nonnegative());
const lake = z.optional(z.string().check(z.meta({ description: 'Bucket of the archive that it was read from.' })));

/** Raw records, at the positions they had. */
const records = z.array(
  z.object({
    sequence: z.string().check(z.regex(/^\d{1,128}$/)),
    userRecord: z.optional(count),
    partitionKey: z.optional(z.string()),
    orderingKey: z.optional(z.string().check(z.regex(/^([0-9a-f]{32}|[0-9a-f]{16})$/))),
    /** Epoch milliseconds UTC. */
    arrivalMs: z.int(),
    /** Base64. */
    data: z.string(),
  }),
);

/**
 * What `bellwether replay` invokes the function with that ingests a stream. It is not an event of a stream: who may only write to
 * one cannot say where a record stood.
 */
export const replayCallSchema = z.object({
  replay: z.union([
    z.object({ shard, lake, records }),
    /** Understood events: lines of the archive that name their sources, gzip, base64. */
    z.object({ shard, lake, events: z.string() }),
  ]),
});

export type ReplayCall = z.output<typeof replayCallSchema>;

/** What the function answers: events taken, and records that still cannot be read. */
export const replayAnswerSchema = z.object({ events: count, unreadable: count });
