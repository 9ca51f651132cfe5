import { PortError } from '@bellwether/ports';

/** `locked`: another process uses the state. `earlier_version`, `other_version`: an earlier release, or a later one, wrote it. `unusable`: it cannot be opened or read. */
export type StateErrorCode = 'locked' | 'earlier_version' | 'other_version' | 'unusable';

/** The state directory cannot be used. `message` is for a person: what is wrong and what to do about it. */
export class StateError extends PortError {
  readonly code: StateErrorCode;

  constructor(code: StateErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super('state', 'open', code === 'locked', options);
    this.name = 'StateError';
    this.code = code;
    this.message = message;
  }
}

/** Gives a `PortError` back as it is and wraps everything else. */
export const asPortError = (port: string, operation: string, cause: unknown): PortError =>
  cause instanceof PortError ? cause : new PortError(port, operation, isPassing(cause), { cause });

const passingCodes = ['ENOSPC', 'EMFILE', 'ENFILE', 'EIO', 'EBUSY'];

/** Errors of the disk may pass (it was full, a share was away); everything else comes again. */
const isPassing = (cause: unknown): boolean =>
  messageOf(cause).startsWith('IO Error') || passingCodes.includes(errorCode(cause) ?? '');

/** The text of an error. Recognised by shape, not by class: errors of the system may come from another realm. */
export const messageOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'message' in cause ? String(cause.message) : String(cause);

/** The system's code of an error, such as `ENOENT`. */
export const errorCode = (cause: unknown): string | undefined =>
  typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : undefined;
