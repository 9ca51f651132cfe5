import { escapeForTerminal } from '@bellwether/log-model';
import { innermostCause, PortError } from '@bellwether/ports';

/** Characters of a cause that are shown. */
const maxLength = 300;

/** The first line of what an error says, fit for a terminal. */
const sayingOf = (error: unknown): string => {
  const text = error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error);
  const [line = ''] = String(text ? (error as { readonly message: unknown }).message : error).split('\n');
  return escapeForTerminal(line.slice(0, maxLength));
};

/**
 * What ended the command, for the person at the terminal: the message, and after it what the innermost cause says, which
 * names the file, the address or the permission.
 *
 * @example findings.find failed: no AWS credentials were found (Could not load credentials from any providers)
 */
export const describeFailure = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  const inner = error instanceof PortError ? innermostCause(error) : error;
  const saying = inner === error ? '' : sayingOf(inner);
  return saying === '' || message.includes(saying) ? message : `${message} (${saying})`;
};
