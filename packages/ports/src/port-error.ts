/** What ended a call, by the code or the name of its innermost cause. A closed list: a message never quotes what a log said. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the quota of the disk is used up'],
  ['EROFS', 'the disk cannot be written to'],
  ['EACCES', 'permission was denied'],
  ['EPERM', 'permission was denied'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['EIO', 'the disk reports an error'],
  ['ENOTFOUND', 'the address could not be resolved'],
  ['EAI_AGAIN', 'the address could not be resolved'],
  ['ECONNREFUSED', 'the connection was refused'],
  ['ECONNRESET', 'the connection was cut'],
  ['ETIMEDOUT', 'there was no answer in time'],
  ['TimeoutError', 'there was no answer in time'],
  ['CredentialsProviderError', 'no AWS credentials were found'],
  ['ExpiredToken', 'the AWS credentials have expired'],
  ['ExpiredTokenException', 'the AWS credentials have expired'],
  ['UnrecognizedClientException', 'the AWS credentials are not valid'],
  ['InvalidClientTokenId', 'the AWS credentials are not valid'],
  ['InvalidAccessKeyId', 'the AWS credentials are not valid'],
  ['SignatureDoesNotMatch', 'the AWS credentials are not valid'],
  ['AccessDenied', 'AWS denied access'],
  ['AccessDeniedException', 'AWS denied access'],
  ['NoSuchBucket', 'there is no such bucket'],
  ['ResourceNotFoundException', 'there is no such resource'],
  ['QueueDoesNotExist', 'there is no such queue'],
]);

/** Databases report a full disk in words alone. */
const fullDisk = /no space left on device|disk is full/i;

const codePattern = /^[A-Za-z][A-Za-z0-9_.]{1,60}$/;

/** Causes followed at most, so that a circle of causes ends. */
const maxDepth = 10;

/** The error that an error goes back to; itself when it names no cause. Of several causes the first counts. */
export const innermostCause = (error: unknown): unknown => {
  let inner = error;
  for (let depth = 0; depth < maxDepth; depth += 1) {
    if (typeof inner !== 'object' || inner === null) break;
    const { cause, errors } = inner as { readonly cause?: unknown; readonly errors?: unknown };
    const next: unknown = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
    if (next === undefined || next === null) break;
    inner = next;
  }
  return inner;
};

/** Why a call failed, for a person: a sentence's part, or the code or name of the cause; undefined where it has neither. */
const reasonOf = (cause: unknown): string | undefined => {
  const inner = innermostCause(cause);
  if (typeof inner !== 'object' || inner === null) return undefined;
  const { code, name, message } = inner as {
    readonly code?: unknown;
    readonly name?: unknown;
    readonly message?: unknown;
  };
  for (const key of [code, name]) {
    const reason = typeof key === 'string' ? reasons.get(key) : undefined;
    if (reason !== undefined) return reason;
  }
  if (typeof message === 'string' && fullDisk.test(message)) return reasons.get('ENOSPC');
  return [code, name].find(
    (key): key is string => typeof key === 'string' && key !== 'Error' && key !== 'PortError' && codePattern.test(key),
  );
};

/**
 * The one error that adapters throw: which port failed at what and why, and whether trying again can help.
 *
 * @example a full disk
 * new PortError('archive', 'write', true, { cause }).message === 'archive.write failed: the disk is full; trying again may help'
 */
export class PortError extends Error {
  readonly port: string;
  readonly operation: string;
  readonly retryable: boolean;

  constructor(port: string, operation: string, retryable: boolean, options?: { readonly cause?: unknown }) {
    const reason = reasonOf(options?.cause);
    const why = reason === undefined ? '' : `: ${reason}`;
    super(`${port}.${operation} failed${why}${retryable ? '; trying again may help' : ''}`, options);
    this.name = 'PortError';
    this.port = port;
    this.operation = operation;
    this.retryable = retryable;
  }
}
