import type { LogEvent } from '@bellwether/log-events';

/**
 * What a baseline belongs to: the account and the log group, or the dataset where there is no group. Severity is a field
 * inside the scope's rows, so that each severity has its own series and no model mixes scopes.
 */
export const scopeOf = (event: Pick<LogEvent, 'account' | 'logGroup' | 'dataset'>): string =>
  `${event.account || 'local'}:${event.logGroup || event.dataset}`;

/** The account of a scope; empty where none is known, as in the events of such a scope. */
export const accountOfScope = (scope: string): string => {
  const account = scope.slice(0, scope.indexOf(':'));
  return account === 'local' ? '' : account;
};

/** Begins the scope of every counter that serves a rule instead of a log group, as stores hold it. */
export const ruleScopePrefix = 'signal#';

/** Whether a row counts for a rule: its fields are candidates, not the events of a log group. */
export const isRuleScope = (scope: string): boolean => scope.startsWith(ruleScopePrefix);
