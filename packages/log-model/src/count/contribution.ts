import type { LogEvent } from '../event.ts';
import { windowStart } from '../window.ts';
import { scopeOf } from './scope.ts';

/**
 * What one record adds to one counter. Counters live in rows of (`scope`, `windowStartMs`); a row has many named fields.
 */
export interface CountContribution {
  /** Position of the record in its shard; compares as a string of equal length (Kinesis sequence numbers, padded ordinals). */
  readonly sequence: string;
  readonly scope: string;
  /** Start of the five-minute event-time window, epoch milliseconds UTC. */
  readonly windowStartMs: number;
  /** Such as `events`, `severity:ERROR`, `source:rds/ERROR`, `template:<id>`, `value:22`. */
  readonly field: string;
  /** Events to add; integer, 1 or more. */
  readonly count: number;
}

/** A row of counters: every field of one scope in one window. */
export interface WindowCounts {
  readonly scope: string;
  readonly windowStartMs: number;
  readonly fields: Readonly<Record<string, number>>;
}

/** An event with the position of the record that held it. */
export interface SequencedEvent {
  readonly sequence: string;
  readonly event: LogEvent;
}

/**
 * What a list of events adds to the counters of their scopes: the events of each window in all, by severity, by
 * source with severity, and by template. Contributions of one record to one field are summed, and come in sequence order.
 */
export const countEvents = (events: readonly SequencedEvent[]): readonly CountContribution[] => {
  const sums = new Map<
    string,
    { sequence: string; scope: string; windowStartMs: number; field: string; count: number }
  >();
  for (const { sequence, event } of events) {
    const scope = scopeOf(event);
    const windowStartMs = windowStart(event.timestampMs);
    for (const field of [
      'events',
      `severity:${event.severity}`,
      `source:${event.source}/${event.severity}`,
      `template:${event.templateId}`,
    ]) {
      const key = `${sequence}\n${windowStartMs}\n${field}\n${scope}`;
      const sum = sums.get(key);
      if (sum) sum.count += 1;
      else sums.set(key, { sequence, scope, windowStartMs, field, count: 1 });
    }
  }
  return [...sums.values()];
};
