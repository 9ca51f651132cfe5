import type { AlertGroupStore } from '@bellwether/ports';
import {
  checkQuery,
  cursorOf,
  groupsQuery,
  keyOfCursor,
  QueryError,
  type ActionReads,
  type CheckedGroupsQuery,
  type GroupView,
} from '@bellwether/queries';
import { eventsOf, findingsOf, type AlertGroup } from './group/group.ts';
import { groupFromText } from './group/group-text.ts';

type Store = Pick<AlertGroupStore, 'due' | 'load'>;

/** Groups with something to do that can be paged through. */
const maxDue = 1_000;

/** Latest time that a date can contain, epoch milliseconds UTC: whenever a group is due. */
const wheneverMs = 8.64e15;

/** Findings that a group shows. */
const maxShown = 10;

/** A group as people see it. */
export const groupViewOf = ({ id, evidence, notified }: AlertGroup): GroupView => {
  const { head, samples, recent, firstSeenMs, lastSeenMs } = evidence;
  const { kind, severity, rule, title, dataset, account, region, scope } = head;
  return {
    id,
    state: notified.state === 'untold' ? 'pending' : notified.state,
    ...{ kind, severity, rule, title, dataset, account, region, logSource: scope, firstSeenMs, lastSeenMs },
    findings: findingsOf(evidence),
    events: eventsOf(evidence),
    notifications: notified.messages,
    ...(notified.messages === 0 ? {} : { notifiedAtMs: notified.notifiedMs }),
    outputs: notified.outputs,
    mutes: notified.held,
    findingIds: [...new Set([...samples, ...recent].map(({ findingId }) => findingId))].slice(0, maxShown),
  };
};

interface DueGroup {
  readonly view: GroupView;
  readonly dueAtMs: number;
}

/** A group that still has something to do; undefined when it has nothing left by now. */
const dueGroup = async (store: Store, id: string): Promise<DueGroup | undefined> => {
  const stored = await store.load(id);
  if (stored?.dueAtMs === undefined) return undefined;
  return { view: groupViewOf(groupFromText(stored.state)), dueAtMs: stored.dueAtMs };
};

/**
 * Index of the first group after the key, found by halving. A group that has nothing left to do says nothing about where it was, so the
 * next one that has is asked in its place.
 */
const firstAfter = async (
  store: Store,
  ids: readonly string[],
  [dueAtMs, lastId]: readonly [number, string],
): Promise<number> => {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    let asked = middle;
    let foundMs: number | undefined;
    for (; asked < high; asked += 1) {
      foundMs = (await store.load(ids[asked] ?? ''))?.dueAtMs;
      if (foundMs !== undefined) break;
    }
    const isAfter = foundMs === undefined || foundMs > dueAtMs || (foundMs === dueAtMs && (ids[asked] ?? '') > lastId);
    if (isAfter) high = middle;
    else low = asked + 1;
  }
  return low;
};

const isAskedFor = (view: GroupView, { severity, rule, account, logSource }: CheckedGroupsQuery): boolean =>
  (severity === undefined || severity === view.severity) &&
  (rule === undefined || rule === view.rule) &&
  (account === undefined || account === view.account) &&
  (logSource === undefined || logSource === view.logSource);

/** The read model's question about alert groups, over any store of them: those with something to do, the first due first. */
export const readGroups = (store: Store): Pick<ActionReads, 'groups'> => ({
  groups: async (asked) => {
    const query = checkQuery(groupsQuery, asked);
    const key = query.cursor === undefined ? undefined : keyOfCursor(query.cursor, 'groups', ['number', 'string']);
    const ids = await store.due(wheneverMs, maxDue);
    const items: GroupView[] = [];
    for (let index = key === undefined ? 0 : await firstAfter(store, ids, key); index < ids.length; index += 1) {
      const found = await dueGroup(store, ids[index] ?? '');
      if (found === undefined || !isAskedFor(found.view, query)) continue;
      items.push(found.view);
      if (items.length < query.limit) continue;
      const isLast = index + 1 === ids.length && ids.length < maxDue;
      return isLast ? { items } : { items, next: cursorOf('groups', [found.dueAtMs, found.view.id]) };
    }
    if (ids.length === maxDue)
      throw new QueryError(
        'too_broad',
        `More than ${maxDue} alert groups have something to do, and only the ${maxDue} that are due first can be paged through.`,
      );
    return { items };
  },
});
