import type * as z from 'zod/mini';

/** Names under which a state machine can retry or catch: Lambda reports an error's `name` as its error type. */
export type HandlerErrorName =
  | 'TaskInputError'
  | 'TaskOutputError'
  | 'ScheduleEventError'
  | 'KinesisEventError'
  | 'SubscriptionEventError'
  | 'QueueEventError'
  | 'TableEventError';

/** What a handler was given, or was about to give back, does not have the agreed shape. Trying again cannot help. */
export class HandlerError extends Error {
  constructor(name: HandlerErrorName, message: string) {
    super(message);
    this.name = name;
  }
}

/** At most this many problems are named: a hostile input could have a million. */
const maxProblems = 10;

/** Where and of what kind the problems are, such as `records.0.sequence (invalid_type)`. Never quotes a value. */
export const describeShapeProblems = (error: z.core.$ZodError): string => {
  const problems = error.issues.slice(0, maxProblems).map((issue) => {
    const path = issue.path.map((part) => String(part).slice(0, 60)).join('.');
    return `${path === '' ? 'the whole value' : path} (${issue.code})`;
  });
  const rest = error.issues.length - problems.length;
  return `${problems.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
};
