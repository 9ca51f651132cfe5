import * as z from 'zod/mini';
import { parsedJson } from './parsed-json.ts';

/** A batch of changes of a table that Lambda gave up on. It goes to the same function again, unchanged. */
export interface FailedChanges {
  /** Where it was found. */
  readonly path: string;
  readonly functionName: string;
  readonly event: { readonly Records: readonly unknown[] };
}

/** What Lambda writes for a batch it gave up on: the whole event as text, only where the destination is a bucket. */
const recordSchema = z.looseObject({
  requestContext: z.looseObject({ functionArn: z.string() }),
  payload: z.string(),
});
const eventSchema = z.looseObject({
  Records: z.array(z.looseObject({ eventSource: z.literal('aws:dynamodb') })).check(z.minLength(1)),
});

/** The name in an ARN of a function, of a version or an alias of it; what is not an ARN is a name already. */
export const functionNameOf = (arnOrName: string): string =>
  /:function:([A-Za-z0-9_-]{1,140})(?::|$)/.exec(arnOrName)?.[1] ?? arnOrName;

/**
 * The changes that a failure object of Lambda's holds.
 *
 * @returns undefined for what is not such an object
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export const failedChanges = (path: string, text: string): FailedChanges | undefined => {
  const record = z.safeParse(recordSchema, parsedJson(text));
  const event = z.safeParse(eventSchema, record.success ? parsedJson(record.data.payload) : undefined);
  if (!record.success || !event.success) return undefined;
  return { path, functionName: functionNameOf(record.data.requestContext.functionArn), event: event.data };
};

/** What the function answers: what it could not take of them. */
export const changesAnswerSchema = z.object({ batchItemFailures: z.array(z.unknown()) });
