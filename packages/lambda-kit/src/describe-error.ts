import type { LogFields } from './log-fields.ts';

/** Errors of ours, whose messages are fixed sentences without payloads. */
const ourErrors: ReadonlySet<string> = new Set([
  'PortError',
  'EnvironmentError',
  'TaskInputError',
  'TaskOutputError',
  'ScheduleEventError',
  'KinesisEventError',
  'SubscriptionEventError',
  'QueueEventError',
  'TableEventError',
]);

/** The frames alone: the message stands before them, and a message may have lines that look like frames. */
const framesOf = (error: Error): readonly string[] =>
  (error.stack ?? '')
    .slice((error.stack ?? '').indexOf(error.message) + error.message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/**
 * An error as log fields. The message is kept for our own errors alone: that of a JSON parser or of an AWS service may quote
 * what it was given, and that may be a log line with secrets. Names and stack frames say enough to find the place.
 */
export const describeError = (error: unknown): LogFields => {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const details = error as Error & {
    readonly port?: unknown;
    readonly operation?: unknown;
    readonly retryable?: unknown;
  };
  const isPort = error.name === 'PortError';
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const metadata = (
    cause as { readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string } } | undefined
  )?.$metadata;
  return {
    errorName: error.name,
    errorMessage: ourErrors.has(error.name) ? error.message : undefined,
    errorStack: framesOf(error),
    // Of ours alone: an error of a library may have fields of these names that contain anything.
    port: isPort ? text(details.port) : undefined,
    operation: isPort ? text(details.operation) : undefined,
    retryable: isPort && typeof details.retryable === 'boolean' ? details.retryable : undefined,
    causeName: cause?.name,
    causeStatus: metadata?.httpStatusCode,
    causeRequestId: metadata?.requestId,
  };
};
