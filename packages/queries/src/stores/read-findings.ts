import { severityNumberOf } from '@bellwether/log-model';
import type { FindingQuery, FindingStore, StoredFinding } from '@bellwether/ports';
import { findingViewOf } from '../border.ts';
import { checkQuery } from '../check-query.ts';
import { findingQuery, findingsQuery, type CheckedFindingsQuery, type FindingView } from '../contracts/findings.ts';
import { cursorOf, keyOfCursor } from '../cursor.ts';
import { QueryError } from '../query-error.ts';
import type { StoreReads } from '../read-model.ts';
import { selectFields } from '../select-fields.ts';

/** Findings that one page may look at before it ends early with a cursor. */
const maxScanned = 5_000;

/** Findings of one moment, or of a list in order of severity, that can be paged through. */
const maxPrefix = 10_000;

/** Findings that are looked at together where a store cannot select all that is asked for. */
const sieveSize = 250;

type Store = Pick<FindingStore, 'find' | 'list' | 'get'>;

/** An order of findings: how a store gives their beginning, and which of two comes first. */
interface Order {
  readonly compare: (left: FindingView, right: FindingView) => number;
  readonly keyOf: (view: FindingView) => readonly (string | number)[];
  /** Where the page before ended, as far as the order needs to know. */
  readonly endOf: (cursor: string) => FindingView;
  /** The first findings after `end`, or before: at most `limit`. */
  readonly first: (
    store: Store,
    query: CheckedFindingsQuery,
    end: FindingView | undefined,
    limit: number,
  ) => Promise<readonly StoredFinding[]>;
}

const byId = (left: FindingView, right: FindingView): number => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0);

/** What a store can select by itself. Lists of one value are that value. */
const criteriaOf = ({
  severities,
  statuses,
  logSource,
}: CheckedFindingsQuery): Omit<FindingQuery, 'fromMs' | 'toMs' | 'limit'> => ({
  ...(severities?.length === 1 && severities[0] !== undefined ? { severity: severities[0] } : {}),
  ...(statuses?.length === 1 && statuses[0] !== undefined ? { state: statuses[0] } : {}),
  ...(logSource === undefined ? {} : { scope: logSource }),
});

const newest: Order = {
  compare: (left, right) => right.lastSeenMs - left.lastSeenMs || byId(left, right),
  keyOf: ({ lastSeenMs, id }) => [lastSeenMs, id],
  endOf: (cursor) => {
    const [lastSeenMs, id] = keyOfCursor(cursor, 'findings/newest', ['number', 'string']);
    return { lastSeenMs, id } as FindingView;
  },
  first: (store, query, end, limit) =>
    store.find({
      ...criteriaOf(query),
      fromMs: query.fromMs,
      toMs: end === undefined ? query.toMs : Math.min(query.toMs, end.lastSeenMs + 1),
      limit,
    }),
};

const severest: Order = {
  compare: (left, right) =>
    severityNumberOf[right.severity] - severityNumberOf[left.severity] || right.score - left.score || byId(left, right),
  keyOf: ({ severity, score, id }) => [severity, score, id],
  endOf: (cursor) => {
    const [severity, score, id] = keyOfCursor(cursor, 'findings/severest', ['string', 'number', 'string']);
    if (!Object.hasOwn(severityNumberOf, severity))
      throw new QueryError('bad_cursor', 'The cursor is not one of this question. Start at the first page.');
    return { severity, score, id } as FindingView;
  },
  first: (store, query, _end, limit) => store.list(query.fromMs, query.toMs, limit),
};

const orders = { newest, severest };

/** Whether the store gives findings that are not asked for, so that a page has to look at more than it holds. */
const isSieved = (query: CheckedFindingsQuery): boolean => {
  const { fromMs: _from, toMs: _to, limit: _limit, cursor: _cursor, order, fields: _fields, ...filters } = query;
  const given = Object.values(filters).filter((value) => value !== undefined).length;
  return given > (order === 'newest' ? Object.keys(criteriaOf(query)).length : 0);
};

const holds = (text: string, wanted: string): boolean => text.toLowerCase().includes(wanted);

/** Whether a finding is asked for. Everything is asked again here: stores select by some of it only. */
export const isAskedFor = (view: FindingView, query: CheckedFindingsQuery): boolean => {
  const is = <Value>(wanted: Value | undefined, value: Value | undefined): boolean =>
    wanted === undefined || wanted === value;
  const among = <Value>(wanted: readonly Value[] | undefined, value: Value): boolean =>
    wanted === undefined || wanted.includes(value);
  const text = query.text?.toLowerCase();
  return (
    among(query.severities, view.severity) &&
    among(query.statuses, view.status) &&
    among(query.kinds, view.kind) &&
    is(query.rule, view.rule) &&
    is(query.logSource, view.logSource) &&
    is(query.dataset, view.dataset) &&
    is(query.account, view.account) &&
    is(query.region, view.region) &&
    is(query.tactic, view.attack?.tactic) &&
    is(query.technique, view.attack?.technique) &&
    (text === undefined ||
      [view.title, view.dedupeKey, ...view.reasons, ...Object.values(view.resources)].some((one) => holds(one, text)))
  );
};

/** Findings after `end`, in order, at most `wanted`; and whether there may be more. */
const scan = async (
  store: Store,
  order: Order,
  query: CheckedFindingsQuery,
  end: FindingView | undefined,
  wanted: number,
): Promise<{ readonly views: readonly FindingView[]; readonly isEnd: boolean }> => {
  // What comes before `end` is given again where the store cannot start after it: ask for more until enough is new.
  for (let limit = wanted + 1; ; limit = Math.min(4 * limit, maxPrefix)) {
    const stored = await order.first(store, query, end, limit);
    const views = stored
      .map(findingViewOf)
      .filter((view) => end === undefined || order.compare(view, end) > 0)
      .sort(order.compare);
    const isEnd = stored.length < limit;
    if (isEnd || views.length >= wanted)
      return { views: views.slice(0, wanted), isEnd: isEnd && views.length <= wanted };
    if (limit >= maxPrefix)
      throw new QueryError('too_broad', `More than ${maxPrefix} findings come before this page. Narrow the span.`);
  }
};

/** Findings over any finding store. */
export const readFindings = (store: Store): Pick<StoreReads, 'findings' | 'finding'> => ({
  findings: async (asked) => {
    const query = checkQuery(findingsQuery, asked);
    const order = orders[query.order];
    const wanted = isSieved(query) ? Math.max(query.limit, sieveSize) : query.limit;
    const found: FindingView[] = [];
    let end = query.cursor === undefined ? undefined : order.endOf(query.cursor);
    const page = (last: FindingView | undefined) => ({
      items: found.map((view) => selectFields(view, asked.fields)),
      ...(last === undefined ? {} : { next: cursorOf(`findings/${query.order}`, order.keyOf(last)) }),
    });
    for (let scanned = 0; scanned < maxScanned;) {
      const { views, isEnd } = await scan(store, order, query, end, wanted);
      for (const view of views) {
        scanned += 1;
        if (!isAskedFor(view, query)) continue;
        found.push(view);
        if (found.length === query.limit) return page(isEnd && view === views.at(-1) ? undefined : view);
      }
      end = views.at(-1);
      if (isEnd || end === undefined) return page(undefined);
    }
    return page(end);
  },
  finding: async (asked) => {
    const stored = await store.get(checkQuery(findingQuery, asked).id);
    return stored === undefined ? undefined : findingViewOf(stored);
  },
});
