import type { LogEvent } from '@bellwether/log-model';
import type { ArchiveReads, EventCountsQuery, ScanQuery } from '@bellwether/queries';

/** Events of a part of a scan; few, so that several parts come. */
const partSize = 50;

/** Scans and counts over events in memory, by the filters of span and log group alone. */
export const memoryArchiveReads = (events: readonly LogEvent[]): Pick<ArchiveReads, 'scan' | 'eventCounts'> => {
  const selected = ({ fromMs, toMs, logGroup, logGroups }: ScanQuery | EventCountsQuery): readonly LogEvent[] =>
    events.filter(
      (event) =>
        event.timestampMs >= fromMs &&
        event.timestampMs < toMs &&
        (logGroup === undefined || event.logGroup === logGroup) &&
        (logGroups === undefined || logGroups.includes(event.logGroup)),
    );
  return {
    scan: async function* (query) {
      const found = selected(query);
      for (let start = 0; start < found.length; start += partSize) yield found.slice(start, start + partSize);
    },
    eventCounts: async (query) => {
      const { fromMs, toMs, by, stepMs = toMs - fromMs, limit = 1_000 } = query;
      const sums = new Map<string, { startMs: number; key?: string; events: number }>();
      for (const event of selected(query)) {
        const startMs = event.timestampMs - ((event.timestampMs - fromMs) % stepMs);
        const key = by === undefined ? undefined : event[by];
        const sum = sums.get(`${startMs} ${key ?? ''}`) ?? {
          startMs,
          ...(key === undefined ? {} : { key }),
          events: 0,
        };
        sums.set(`${startMs} ${key ?? ''}`, { ...sum, events: sum.events + 1 });
      }
      const counts = [...sums.values()].toSorted(
        (left, right) => left.startMs - right.startMs || right.events - left.events,
      );
      return { counts: counts.slice(0, limit), isCut: counts.length > limit };
    },
  };
};
