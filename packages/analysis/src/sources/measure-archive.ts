import { compileGlob, datasets, hourMs } from '@bellwether/log-model';
import type { ArchiveReads } from '@bellwether/queries';
import type { SourceOffer } from './source-offer.ts';

/** Bytes that a query reads of an event in columns, and the least that a query is billed for. */
const bytesOfEvent = 60;
const leastBytes = 10_000_000;
/** Athena's list price in us-east-1. */
const usdOfTerabyte = 5;
/** A result is fetched 1,000 rows at a time, some four times a second. */
const eventsPerSecond = 4_000;
/** Log groups that a query may name; beyond, all are read and others are left out. */
const maxNamed = 200;
const maxGroups = 5_000;

/** Whether an event of this log group or, where it has none, this dataset is part of a selection. */
export const selects = (patterns: readonly string[]): ((logGroupOrDataset: string) => boolean) => {
  if (patterns.length === 0) return () => true;
  const matchers = patterns.map(compileGlob);
  return (text) => matchers.some((matches) => matches(text));
};

/**
 * What the archive has of a selection: which log groups, how much and since when. Asks it to count, three or four times.
 *
 * @param keptSinceMs  time before which its events have expired, epoch milliseconds UTC
 * @param patterns  of log groups, or datasets where an event has no group; all when empty
 * @throws QueryError or PortError when the archive does not answer
 */
export const measureArchive = async (
  archive: Pick<ArchiveReads, 'eventCounts'>,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  patterns: readonly string[],
  keptSinceMs = Number.NEGATIVE_INFINITY,
): Promise<SourceOffer> => {
  const span = { fromMs: startMs, toMs: endMs };
  const isSelected = selects(patterns);
  const hourly = { ...span, stepMs: hourMs, limit: 1_000 };
  const whole = (await archive.eventCounts(hourly)).counts;
  const events = whole.reduce((sum, count) => sum + count.events, 0);
  const beganMs = whole[0]?.startMs ?? endMs;
  const base = {
    kind: 'archive' as const,
    missingBefore: keptSinceMs > startMs ? ('expired' as const) : ('before_archive' as const),
    cutByRetention: [],
    cannotGive: [],
    eventsPerSecond,
    usd: (Math.max(leastBytes, events * bytesOfEvent) / 1e12) * usdOfTerabyte,
  };
  const volumesOf = (counts: typeof whole): SourceOffer['volumes'] =>
    counts.map((count) => ({ startMs: count.startMs, endMs: count.startMs + hourMs, events: count.events }));
  if (patterns.length === 0)
    return { ...base, isAbsent: events === 0, volumes: volumesOf(whole), keptSinceMs: beganMs };

  const byGroup = await archive.eventCounts({ ...span, by: 'logGroup', limit: maxGroups });
  const names = byGroup.counts.flatMap(({ key = '' }) => (key !== '' && isSelected(key) ? [key] : []));
  const hasDatasets = datasets.some(isSelected) && byGroup.counts.some(({ key }) => key === '');
  const isNamed = !hasDatasets && !byGroup.isCut && names.length <= maxNamed;
  if (isNamed && names.length === 0)
    return { ...base, isAbsent: true, logGroups: [], volumes: [], keptSinceMs: beganMs };
  if (!isNamed) return { ...base, isAbsent: false, volumes: volumesOf(whole), keptSinceMs: beganMs };
  const own = (await archive.eventCounts({ ...hourly, logGroups: names })).counts;
  return { ...base, isAbsent: false, logGroups: names, volumes: volumesOf(own), keptSinceMs: own[0]?.startMs ?? endMs };
};
