import { countEvents } from '../count/contribution.ts';
import { scopeOf } from '../count/scope.ts';
import type { LogEvent } from '../event.ts';

/**
 * What all events have in common whose meaning is known before they are read: no rule can hit them, and each adds one to
 * the same counters. They are counted without being made.
 */
export interface SettledKind {
  readonly scope: string;
  /** The redacted message, which makes the template. */
  readonly message: string;
  /** Errors may be new kinds of failure, so their templates are looked at. */
  readonly severity: LogEvent['severity'];
  /** Counters that each event adds to, but for its template's. */
  readonly fields: readonly string[];
}

/** The kind that an event is one of. */
export const kindOf = (event: LogEvent): SettledKind => ({
  scope: scopeOf(event),
  message: event.message,
  severity: event.severity,
  fields: countEvents([{ sequence: '', event }])
    .map(({ field }) => field)
    .filter((field) => !field.startsWith('template:')),
});
