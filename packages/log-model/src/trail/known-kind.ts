import { countEvents } from '../count/contribution.ts';
import { scopeOf } from '../count/scope.ts';
import type { LogEvent } from '../event.ts';
import type { KnownKind } from '../understand.ts';

/** The kind that an event is one of. */
export const kindOf = (event: LogEvent): KnownKind => ({
  scope: scopeOf(event),
  message: event.message,
  severity: event.severity,
  fields: countEvents([{ sequence: '', event }])
    .map(({ field }) => field)
    .filter((field) => !field.startsWith('template:')),
});
