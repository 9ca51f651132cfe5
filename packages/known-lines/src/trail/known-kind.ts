import { countEvents, scopeOf, type KnownKind } from '@bellwether/log-model';
import type { LogEvent } from '@bellwether/log-events';

/** The kind that an event is one of. */
export const kindOf = (event: LogEvent): KnownKind => ({
  scope: scopeOf(event),
  message: event.message,
  severity: event.severity,
  fields: countEvents([{ sequence: '', event }])
    .map(({ field }) => field)
    .filter((field) => !field.startsWith('template:')),
});
