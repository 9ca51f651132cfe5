import { PortError } from '@bellwether/ports';

// Names of AWS and network errors that the same call may survive a little later. Besides these: any 5xx and 429.
const passingErrors: ReadonlySet<string> = new Set([
  'AbortError',
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'ExecutionLimitExceeded',
  'InternalServerError',
  'KMSThrottlingException',
  'LimitExceededException',
  'ModelNotReadyException',
  'ModelTimeoutException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'ReplicatedWriteConflictException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SlowDown',
  'Throttled',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

const passingCodes: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

interface LooseSdkError {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly $retryable?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: unknown };
}

/** The name an AWS error goes by; empty for what is not an error. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : '');

/** Whether a call that failed so may succeed when it is made again: throttling, time-outs, faults of the service or the network. */
export const isRetryable = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  const { name, code, $retryable, $metadata } = error as LooseSdkError;
  const status = $metadata?.httpStatusCode;
  return (
    (typeof name === 'string' && passingErrors.has(name)) ||
    (typeof code === 'string' && passingCodes.has(code)) ||
    $retryable !== undefined ||
    (typeof status === 'number' && (status >= 500 || status === 429))
  );
};

/** Runs a call of a port and turns whatever it throws into the one error that adapters throw. */
export const portCall = async <Result>(
  port: string,
  operation: string,
  run: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await run();
  } catch (error) {
    if (error instanceof PortError) throw error;
    throw new PortError(port, operation, isRetryable(error), { cause: error });
  }
};
