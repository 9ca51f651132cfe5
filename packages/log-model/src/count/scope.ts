import type { LogEvent } from '@bellwether/log-events';

/**
 * What a baseline belongs to: the account and the log group, or the source where there is no group. Severity is a field
 * inside the scope's rows, so that each severity has its own series and no model mixes scopes.
 */
export const scopeOf = (event: Pick<LogEvent, 'account' | 'logGroup' | 'source'>): string =>
  `${event.account || 'local'}:${event.logGroup || event.source}`;

/** Begins the scope of every counter that serves a rule instead of a log group. */
export const signalScopePrefix = 'signal#';
