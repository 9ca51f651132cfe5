import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AlertGroupStore, StoredAlertGroup } from '@bellwether/ports';
import { sampleTimeMs } from '../events.ts';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject, SuiteOptions } from './subject.ts';

const group = (changes: Partial<StoredAlertGroup> = {}): StoredAlertGroup => ({
  id: 'group-1',
  version: 1,
  dueAtMs: sampleTimeMs,
  state: '{"findings":1}',
  ...changes,
});

const notDue = (changes: Partial<StoredAlertGroup> = {}): StoredAlertGroup => {
  const { dueAtMs, ...rest } = group(changes);
  return rest;
};

const odd: readonly { readonly what: string; readonly stored: StoredAlertGroup }[] = [
  { what: 'a group that is due', stored: group() },
  { what: 'a group that is not due', stored: notDue() },
  { what: 'text in every script', stored: group({ state: '"größer" \'und\' \\ \n 日本語 🦊' }) },
  { what: 'the largest state', stored: group({ state: 'x'.repeat(350_000) }) },
];

/** The contract of `AlertGroupStore`: of two writers that read the same version, one is refused. */
export const describeAlertGroupStore = (
  name: string,
  make: MakeSubject<Subject<AlertGroupStore>>,
  options: SuiteOptions = {},
): void => {
  describe(`${name} as an alert group store`, () => {
    it.each(odd)('gives back $what as it was saved', ({ stored }) =>
      withSubject(make, async ({ store }) => {
        expect(await store.save(stored)).toBe('saved');
        expect(await store.load(stored.id)).toEqual(stored);
      }),
    );

    it('knows nothing of a group never saved', () =>
      withSubject(make, async ({ store }) => {
        expect(await store.load('unknown')).toBeUndefined();
        expect(await store.due(sampleTimeMs * 2, 10)).toEqual([]);
      }));

    it.each([
      ['the same version again', 2],
      ['an older version', 1],
      ['a version too far', 4],
    ])('refuses %s', (_, version) =>
      withSubject(make, async ({ store }) => {
        await store.save(group());
        await store.save(group({ version: 2, state: 'kept' }));
        expect(await store.save(group({ version, state: 'late' }))).toBe('changed');
        expect((await store.load('group-1'))?.state).toBe('kept');
      }),
    );

    it('refuses a later version of a group that is not there', () =>
      withSubject(make, async ({ store }) => {
        expect(await store.save(group({ version: 2 }))).toBe('changed');
        expect(await store.load('group-1')).toBeUndefined();
      }));

    it('saves for one of many that write at once', () =>
      withSubject(make, async ({ store }) => {
        await store.save(group());
        const answers = await Promise.all(
          Array.from({ length: 6 }, (_, index) => store.save(group({ version: 2, state: `writer ${index}` }))),
        );
        expect(answers.filter((answer) => answer === 'saved')).toHaveLength(1);
        expect((await store.load('group-1'))?.state).toBe(`writer ${answers.indexOf('saved')}`);
      }));

    it('gives the ids of due groups in the order they fell due, at most as many as asked', () =>
      withSubject(make, async ({ store }) => {
        for (let index = 0; index < 12; index += 1)
          await store.save(group({ id: `group-${index}`, dueAtMs: sampleTimeMs + ((index * 5) % 12) }));
        await store.save(notDue({ id: 'never' }));
        const inOrder = Array.from({ length: 12 }, (_, due) => `group-${(due * 5) % 12}`);
        expect(await store.due(sampleTimeMs + 20, 100)).toEqual(inOrder);
        expect(await store.due(sampleTimeMs + 20, 4)).toEqual(inOrder.slice(0, 4));
        expect(await store.due(sampleTimeMs + 3, 100)).toEqual(inOrder.slice(0, 4));
        expect(await store.due(sampleTimeMs - 1, 100)).toEqual([]);
      }));

    it('no longer gives a group that was saved as due later, or not at all', () =>
      withSubject(make, async ({ store }) => {
        await store.save(group());
        await store.save(group({ version: 2, dueAtMs: sampleTimeMs + 60_000 }));
        expect(await store.due(sampleTimeMs, 10)).toEqual([]);
        expect(await store.due(sampleTimeMs + 60_000, 10)).toEqual(['group-1']);
        await store.save(notDue({ version: 3 }));
        expect(await store.due(sampleTimeMs * 2, 10)).toEqual([]);
      }));

    it('loses no writer that reads again when it came too late', () =>
      withSubject(make, async ({ store }) => {
        const add = async (id: string, by: number): Promise<void> => {
          for (;;) {
            const known = await store.load(id);
            const sum = Number(known?.state ?? 0) + by;
            const next = notDue({ id, version: (known?.version ?? 0) + 1, state: String(sum) });
            if ((await store.save(next)) === 'saved') return;
          }
        };
        let run = 0;
        const property = fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 6 }),
          async (parts) => {
            run += 1;
            await Promise.all(parts.map((part) => add(`sum-${run}`, part)));
            const sum = parts.reduce((total, part) => total + part, 0);
            expect(Number((await store.load(`sum-${run}`))?.state ?? 0)).toBe(sum);
          },
        );
        await fc.assert(property, { numRuns: options.propertyRuns ?? 25, seed: 7 });
      }));
  });
};
