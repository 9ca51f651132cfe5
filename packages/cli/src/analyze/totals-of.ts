import type { EventTotal, InputTotals } from '@bellwether/local-adapters';
import type { TakenBatch } from '@bellwether/pipeline';

/** What a batch adds to its file's totals in the ledger. */
export const totalsOf = ({ accounting, events, records = [] }: TakenBatch): Partial<InputTotals> => {
  const totals = new Map<string, EventTotal>();
  let firstEventMs = Number.POSITIVE_INFINITY;
  let lastEventMs = Number.NEGATIVE_INFINITY;
  for (const { event } of events) {
    const key = `${event.dataset} ${event.severity}`;
    totals.set(key, { dataset: event.dataset, severity: event.severity, count: (totals.get(key)?.count ?? 0) + 1 });
    firstEventMs = Math.min(firstEventMs, event.timestampMs);
    lastEventMs = Math.max(lastEventMs, event.timestampMs);
  }
  const formats: Record<string, number> = {};
  for (const { record } of records) formats[record.format] = (formats[record.format] ?? 0) + 1;
  return {
    ...accounting,
    formats,
    events: [...totals.values()],
    ...(events.length > 0 ? { firstEventMs, lastEventMs } : {}),
  };
};
