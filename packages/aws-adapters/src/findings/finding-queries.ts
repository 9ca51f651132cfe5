import { isFindingAskedFor, severities, severityNumberOf, wholeSpan, type TimeSpan } from '@bellwether/log-model';
import type { FindingQuery, StoredFinding } from '@bellwether/ports';
import { inParallel } from '@bellwether/ports';
import { queryAll } from '../query-all.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import type { FindingDays } from './finding-days.ts';
import { loadFinding, type FindingStore } from './change-finding.ts';
import type { FindingIndex } from './finding-indexes.ts';
import { scopeKeyOf, severityDayOf, stateDayOf, type Item } from './finding-item.ts';

const maxCallsAtOnce = 8;

/** Findings of an index that are fetched before it is asked whether they are enough. */
const fetchedAtOnce = 32;

const newestFirst = (left: StoredFinding, right: StoredFinding): number =>
  right.finding.lastSeenMs - left.finding.lastSeenMs || (left.finding.id < right.finding.id ? -1 : 1);

/** One partition of an index. */
interface Partition {
  readonly index: FindingIndex['name'];
  readonly key: FindingIndex['key'];
  readonly value: string;
}

/** The partitions that contain all that is asked for, those of later days first. The condition that excludes most is asked of the index. */
const partitionsOf = ({ severity, scope, state }: FindingQuery, days: readonly string[]): readonly Partition[] => {
  const scopeKey = scope === undefined ? undefined : scopeKeyOf(scope);
  if (scopeKey !== undefined) return [{ index: 'by-scope', key: 'scopeKey', value: scopeKey }];
  return days.toReversed().map((day): Partition => {
    // New findings are not in `by-state`: most are, and `by-day` distinguishes them.
    if (state !== undefined && state !== 'new')
      return { index: 'by-state', key: 'stateDay', value: stateDayOf(state, day) };
    if (severity !== undefined)
      return { index: 'by-severity', key: 'severityDay', value: severityDayOf(severity, day) };
    return { index: 'by-day', key: 'day', value: day };
  });
};

/** Where findings are looked for. */
export interface FindingsTable extends FindingStore {
  readonly days: FindingDays;
}

/** @param span  in whole milliseconds: DynamoDB knows no infinity */
const queryOf = (table: string, { index, key, value }: Partition, { fromMs, toMs }: TimeSpan) => ({
  TableName: table,
  IndexName: index,
  KeyConditionExpression: '#k = :value AND lastSeenMs BETWEEN :from AND :to',
  ExpressionAttributeNames: { '#k': key },
  ExpressionAttributeValues: {
    ':value': { S: value },
    ':from': { N: String(fromMs) },
    ':to': { N: String(toMs - 1) },
  },
});

/** A finding as `by-day` holds it. */
interface Listed {
  readonly id: string;
  readonly severityNumber: number;
  readonly score: number;
}

/** An entry of an earlier release lacks what it is sorted by, so it comes first, is fetched, and is then sorted. */
const listedOf = (entry: Item): Listed => {
  const severity = severities.find((one) => entry['severityDay']?.S?.startsWith(severityDayOf(one, '')));
  return {
    id: entry['id']?.S ?? '',
    severityNumber: severityNumberOf[severity ?? 'CRITICAL'],
    score: Number(entry['score']?.N ?? 1),
  };
};

const bySeverityThenScore = (left: Listed, right: Listed): number =>
  right.severityNumber - left.severityNumber || right.score - left.score || (left.id < right.id ? -1 : 1);

const listedFinding = ({ finding: { id, severity, score } }: StoredFinding): Listed => ({
  id,
  severityNumber: severityNumberOf[severity],
  score,
});

/** What a day has of what is listed first, and some more, should the index run behind. */
const listDay = async (dynamo: DynamoCalls, query: ReturnType<typeof queryOf>, limit: number) => {
  let best: Listed[] = [];
  for await (const entry of queryAll(dynamo, query)) {
    best.push(listedOf(entry));
    // Kept short while reading: a day may contain far more findings than are asked for.
    if (best.length >= 4 * limit + 2_000) best = best.sort(bySeverityThenScore).slice(0, limit + 1_000);
  }
  return best;
};

/** The findings of a time, most severe first, then by score. */
export const listFindings = async (
  dynamo: DynamoCalls,
  store: FindingsTable,
  asked: TimeSpan,
  limit: number,
): Promise<readonly StoredFinding[]> => {
  const span = wholeSpan(asked);
  if (span === undefined || limit < 1) return [];
  const days = await store.days.between(dynamo, span);
  const listed = await inParallel(days, maxCallsAtOnce, (day) =>
    listDay(dynamo, queryOf(store.table, { index: 'by-day', key: 'day', value: day }, span), limit),
  );
  const entries = listed.flat().sort(bySeverityThenScore);
  const found = new Map<string, StoredFinding>();
  for (let next = 0; next < entries.length && found.size < limit;) {
    const ids = entries.slice(next, next + Math.max(fetchedAtOnce, limit - found.size)).map(({ id }) => id);
    next += ids.length;
    for (const stored of await inParallel(ids, maxCallsAtOnce, (id) => loadFinding(dynamo, store, id)))
      if (stored !== undefined && isFindingAskedFor(stored.finding, 'new', span)) found.set(stored.finding.id, stored);
  }
  return [...found.values()]
    .sort((left, right) => bySeverityThenScore(listedFinding(left), listedFinding(right)))
    .slice(0, limit);
};

/** The findings of a partition that are asked for, the newest first, until there are enough. */
const findIn = async (
  dynamo: DynamoCalls,
  store: FindingsTable,
  partition: Partition,
  query: FindingQuery,
  wanted: number,
) => {
  const found: StoredFinding[] = [];
  let ids: string[] = [];
  let lastMs = Number.NaN;
  const fetch = async (): Promise<void> => {
    const loaded = await inParallel(ids, maxCallsAtOnce, (id) => loadFinding(dynamo, store, id));
    ids = [];
    for (const stored of loaded)
      if (stored !== undefined && isFindingAskedFor(stored.finding, stored.status?.state ?? 'new', query))
        found.push(stored);
  };
  const items = queryAll(dynamo, { ...queryOf(store.table, partition, query), ScanIndexForward: false });
  for await (const { id, lastSeenMs, state } of items) {
    // `by-day` alone says the state, and is asked for it where that is `new`.
    if (partition.index === 'by-day' && query.state !== undefined && (state?.S ?? 'new') !== query.state) continue;
    // Never between two of one time: among those the id decides.
    if (ids.length >= fetchedAtOnce && Number(lastSeenMs?.N) !== lastMs) {
      await fetch();
      if (found.length >= wanted) return found;
    }
    if (id?.S !== undefined) ids.push(id.S);
    lastMs = Number(lastSeenMs?.N);
  }
  await fetch();
  return found;
};

/** The findings that are asked for, the newest first. */
export const findFindings = async (
  dynamo: DynamoCalls,
  store: FindingsTable,
  asked: FindingQuery,
): Promise<readonly StoredFinding[]> => {
  const span = wholeSpan(asked);
  const { limit } = asked;
  if (span === undefined || limit < 1) return [];
  const query = { ...asked, ...span };
  const found: StoredFinding[] = [];
  for (const partition of partitionsOf(query, await store.days.between(dynamo, span))) {
    found.push(...(await findIn(dynamo, store, partition, query, limit - found.length)));
    if (found.length >= limit) break;
  }
  return found.sort(newestFirst).slice(0, limit);
};
