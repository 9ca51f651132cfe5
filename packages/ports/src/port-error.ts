/** The one error that adapters throw: which port failed at what, and whether trying again can help. */
export class PortError extends Error {
  readonly port: string;
  readonly operation: string;
  readonly retryable: boolean;

  constructor(port: string, operation: string, retryable: boolean, options?: { readonly cause?: unknown }) {
    super(`${port}.${operation} failed${retryable ? '; trying again may help' : ''}`, options);
    this.name = 'PortError';
    this.port = port;
    this.operation = operation;
    this.retryable = retryable;
  }
}
