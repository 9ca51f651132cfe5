import { describe, expect, it } from '@jest/globals';
import { advanceGroup, groupToText, openGroup, readGroups, type AlertGroup } from '@bellwether/alerts';
import type { Finding } from '@bellwether/log-model';
import type { AlertGroupStore } from '@bellwether/ports';
import { QueryError, type GroupsQuery } from '@bellwether/queries';
import { sampleTimeMs } from '../../testkit/src/events.ts';
import { policyOf, sighting } from './alert-fixture.ts';

/** The group of one finding, which people were notified of. */
const groupOf = (changes: Partial<Finding>): AlertGroup => {
  const first = sighting(changes);
  const policy = policyOf();
  const step = { sightings: [first], nowMs: sampleTimeMs };
  return advanceGroup(openGroup(first, policy, sampleTimeMs), step, policy).group;
};

const names = ['one', 'two', 'three', 'four', 'five'] as const;
const groups = names.map((name, index) =>
  groupOf({
    id: name,
    dedupeKey: name,
    rule: `rule-${name}`,
    scope: `111122223333:/app/${index % 2}`,
    severity: index < 2 ? 'ERROR' : 'WARNING',
    account: index === 4 ? '444455556666' : '111122223333',
  }),
);

/** Saves the groups, each due a minute after the one before, the last two together; one more has nothing to do. */
const saved = async (store: AlertGroupStore): Promise<void> => {
  for (const [index, group] of groups.entries())
    await store.save({
      id: group.id,
      version: 1,
      dueAtMs: sampleTimeMs + Math.min(index, 3) * 60_000,
      state: groupToText(group),
    });
  const done = groupOf({ id: 'done', dedupeKey: 'done', rule: 'rule-done' });
  await store.save({ id: done.id, version: 1, state: groupToText(done) });
};

/** The question about alert groups, over a store of them. */
export const describeGroupReads = (
  name: string,
  make: () => Promise<{ readonly store: AlertGroupStore; readonly close: () => Promise<void> }>,
): void => {
  const withStore = async (test: (store: AlertGroupStore) => Promise<void>): Promise<void> => {
    const { store, close } = await make();
    try {
      await saved(store);
      await test(store);
    } finally {
      await close();
    }
  };

  /** Rules of all pages, a page of `limit` at a time. */
  const rulesOf = async (store: AlertGroupStore, query: Partial<GroupsQuery>, limit: number) => {
    const rules: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await readGroups(store).groups({ ...query, limit, ...(cursor === undefined ? {} : { cursor }) });
      rules.push(...page.items.map(({ rule }) => rule));
      cursor = page.next;
    } while (cursor !== undefined && rules.length < 99);
    return rules;
  };

  describe(`${name}, asked about alert groups`, () => {
    it('shows a group under the names of the contract', () =>
      withStore(async (store) => {
        const [first] = (await readGroups(store).groups({ limit: 1 })).items;
        const { finding } = sighting();
        expect(first).toEqual({
          id: groups[0]?.id,
          state: 'open',
          kind: finding.kind,
          severity: 'ERROR',
          rule: 'rule-one',
          title: finding.title,
          dataset: finding.dataset,
          account: '111122223333',
          region: finding.region,
          logSource: '111122223333:/app/0',
          firstSeenMs: finding.firstSeenMs,
          lastSeenMs: finding.lastSeenMs,
          findings: 1,
          events: finding.count,
          notifications: 1,
          notifiedAtMs: sampleTimeMs,
          outputs: ['default'],
          mutes: [],
          findingIds: ['one'],
        });
      }));

    it.each<[string, Partial<GroupsQuery>, readonly (typeof names)[number][]]>([
      ['those with something to do, the first due first', {}, names],
      ['those of a severity', { severity: 'ERROR' }, ['one', 'two']],
      ['that of a rule', { rule: 'rule-three' }, ['three']],
      ['that of an account', { account: '444455556666' }, ['five']],
      ['those of a log source', { logSource: '111122223333:/app/1' }, ['two', 'four']],
      ['none of a rule that nobody has', { rule: 'rule-done' }, []],
    ])('gives %s, on one page or on several', (_, query, wanted) =>
      withStore(async (store) => {
        // The last two are due together: their ids decide.
        const order = names.toSorted((left, right) => {
          const [a, b] = [left, right].map((one) => names.indexOf(one)) as [number, number];
          return Math.min(a, 3) - Math.min(b, 3) || ((groups[a]?.id ?? '') < (groups[b]?.id ?? '') ? -1 : 1);
        });
        const rules = order.filter((one) => wanted.includes(one)).map((one) => `rule-${one}`);
        for (const limit of [1, 2, 50]) expect(await rulesOf(store, query, limit)).toEqual(rules);
      }),
    );

    it('goes on behind a group that has been looked after since', () =>
      withStore(async (store) => {
        const page = await readGroups(store).groups({ limit: 2 });
        const second = groups[1] as AlertGroup;
        await store.save({ id: second.id, version: 2, state: groupToText(second) });
        const next = await readGroups(store).groups({ limit: 1, cursor: page.next ?? '' });
        expect(next.items.map(({ rule }) => rule)).toEqual(['rule-three']);
      }));

    it('passes over no group where several have been looked after since', () =>
      withStore(async (store) => {
        const page = await readGroups(store).groups({ limit: 1 });
        const due = await store.due(sampleTimeMs * 2, 10);
        // An index runs after its store: it still gives those that have nothing left to do.
        const late = { load: store.load.bind(store), due: async () => due };
        for (const group of [groups[2], groups[3]] as AlertGroup[])
          await store.save({ id: group.id, version: 2, state: groupToText(group) });
        const next = await readGroups(late).groups({ cursor: page.next ?? '' });
        expect(next.items.map(({ rule }) => rule)).toEqual(['rule-two', 'rule-five']);
      }));

    it('refuses a cursor of another question, and more than it may give', () =>
      withStore(async (store) => {
        const codeOf = async (query: GroupsQuery) =>
          readGroups(store)
            .groups(query)
            .catch((error: unknown) => (error instanceof QueryError ? error.code : error));
        expect(await codeOf({ cursor: 'WyJmaW5kaW5ncyIsMSwiYSJd' })).toBe('bad_cursor');
        expect(await codeOf({ limit: 201 })).toBe('bad_query');
      }));
  });
};
