import type { LogEvent } from '@bellwether/log-events';
import { type FailureGroup } from '../../src/index.ts';
import { createFailureLedger, failureGroupsOf } from '@bellwether/log-model/failures';

export const startMs = Date.UTC(2026, 2, 3, 6);
export const minuteMs = 60_000;

let ordinal = 0;

/** An event of a made-up log; `atMinute` counts from `startMs`. */
export const lineOf = (atMinute: number, fields: Partial<LogEvent> = {}): LogEvent => {
  ordinal += 1;
  const message = fields.message ?? 'parcel sorted';
  return {
    ...{
      id: `e${ordinal}`,
      timestampMs: startMs + atMinute * minuteMs,
      dataset: 'application',
      account: '',
      region: '',
    },
    ...{
      logGroup: 'sorter.log',
      logStream: 'sorter.log',
      severity: 'INFO',
      category: 'general',
      message,
      attributes: {},
    },
    templateId: message.replace(/\d+/g, '#'),
    ...fields,
  };
};

/** A quiet log: a line every `everyMinutes`, over `[0, untilMinute)`. */
export const quietLog = (untilMinute: number, fields: Partial<LogEvent> = {}, everyMinutes = 2): LogEvent[] =>
  Array.from({ length: Math.floor(untilMinute / everyMinutes) }, (_, index) => lineOf(index * everyMinutes, fields));

/** The failure groups of events, in the order of their log groups, as files are read. */
export const failureGroupsIn = (events: readonly LogEvent[], endMinute?: number): readonly FailureGroup[] => {
  const ledger = createFailureLedger();
  for (const [index, event] of events.entries()) ledger.observe(event, index + 1);
  const times = events.map(({ timestampMs }) => timestampMs);
  const endMs = endMinute === undefined ? Math.max(...times) : startMs + endMinute * minuteMs;
  return failureGroupsOf(ledger.content, { startMs: Math.min(...times), endMs });
};
