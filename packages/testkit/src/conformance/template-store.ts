import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { forgottenDays, type Template } from '@bellwether/log-model';
import type { TemplateStore } from '@bellwether/ports';
import { makeTemplate, sampleTimeMs } from '../events.ts';
import { movingClock } from './moving-clock.ts';
import { withSubject } from './subject.ts';
import type { MakeSubject, Subject, SuiteOptions } from './subject.ts';

const scope = '111122223333/app/web';

const changeArbitrary = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  birthText: fc.constant('as it was born'),
  count: fc.integer({ min: 1, max: 1_000_000 }),
  firstSeenMs: fc.integer({ min: 0, max: sampleTimeMs }),
});

/** A store that keeps templates for 40 days and loads 200 at most, and whose clock the test moves. */
export interface TemplateStoreSubject extends Subject<TemplateStore> {
  readonly advance: (days: number) => void;
}

/** What the stores under test are made with. */
export const testedTemplateLimits = { retentionDays: 40, maxLoaded: 200 } as const;

/** The limits with a clock that moves by whole or broken days. */
export const movingTemplateLimits = () => {
  const { now, advance } = movingClock();
  return { advance, limits: { ...testedTemplateLimits, now } };
};

/**
 * The contract of `TemplateStore`: the latest of each template by scope, with the earliest time and the largest count of all saves; for
 * as long as it is saved now and then, and no more than a process has room for.
 */
export const describeTemplateStore = (
  name: string,
  make: MakeSubject<TemplateStoreSubject>,
  options: SuiteOptions = {},
): void => {
  describe(`${name} as a template store`, () => {
    it('loads nothing of an unknown scope and saves nothing of an empty list', () =>
      withSubject(make, async ({ store }) => {
        await store.save([]);
        expect(await store.load(scope)).toEqual([]);
      }));

    it.each([
      { what: 'masks', text: 'Connection from <ip> to <*> closed <num>' },
      { what: 'every script and emoji', text: 'größer 日本語 <*> 🦊 \u0301' },
      { what: 'quotes and control characters', text: '\'"\\ \n\t <*>' },
      { what: 'a long text', text: '<*> word '.repeat(900) },
    ])('gives back a template with $what as it was saved', ({ text }) =>
      withSubject(make, async ({ store }) => {
        const template = makeTemplate({ text, count: 2 ** 50 });
        await store.save([template]);
        expect(await store.load(scope)).toEqual([template]);
      }),
    );

    it('gives back the values of enumerated parameters, and replaces them', () =>
      withSubject(make, async ({ store }) => {
        const one = makeTemplate({
          enumerated: [
            {
              parameter: 1,
              values: [
                ['PAID', 41],
                ['"sent|', 2],
              ],
            },
          ],
        });
        const two = makeTemplate({
          enumerated: [
            {
              parameter: 0,
              values: [
                ['日本', 7],
                ['held', 1],
              ],
            },
          ],
        });
        await store.save([one]);
        expect(await store.load(scope)).toEqual([one]);
        await store.save([two]);
        expect(await store.load(scope)).toEqual([two]);
      }));

    it('replaces a template of the same id, of two changes in one call by the later', () =>
      withSubject(make, async ({ store }) => {
        await store.save([makeTemplate({ count: 1 })]);
        await store.save([makeTemplate({ count: 2 }), makeTemplate({ count: 3, text: 'Connection <*>' })]);
        expect(await store.load(scope)).toEqual([makeTemplate({ count: 3, text: 'Connection <*>' })]);
      }));

    it.each([
      ['later', 600, 4, 60, 9],
      ['earlier', 60, 9, 600, 4],
    ])(
      'keeps the earliest time and the largest count of two processes, the %s of which saves first',
      (_, ms1, n1, ms2, n2) =>
        withSubject(make, async ({ store }) => {
          await store.save([makeTemplate({ firstSeenMs: ms1, count: n1, text: 'a <*>' })]);
          await store.save([makeTemplate({ firstSeenMs: ms2, count: n2, text: 'b <*>' })]);
          expect(await store.load(scope)).toEqual([makeTemplate({ firstSeenMs: 60, count: 9, text: 'b <*>' })]);
        }),
    );

    it('keeps them when both save at once', () =>
      withSubject(make, async ({ store }) => {
        const sightings = Array.from({ length: 8 }, (_, n) =>
          makeTemplate({ firstSeenMs: 100 + ((n * 5) % 8), count: n + 1 }),
        );
        await Promise.all(sightings.map((template) => store.save([template])));
        expect(await store.load(scope)).toMatchObject([{ firstSeenMs: 100, count: 8 }]);
      }));

    it('keeps a birth text of the most characters, whatever the text becomes', () =>
      withSubject(make, async ({ store }) => {
        const template = makeTemplate({ birthText: '日'.repeat(10_000), text: '<*>' });
        await store.save([template]);
        expect(await store.load(scope)).toEqual([template]);
      }));

    it.each([
      ['in a later call', true],
      ['in one call', false],
    ])('refuses another birth text under an id %s, keeps what was there and takes the others', (_, isLater) =>
      withSubject(make, async ({ store }) => {
        const [first, other] = [makeTemplate(), makeTemplate({ id: 'template-2' })];
        const forged = makeTemplate({ text: 'forged', birthText: 'forged', count: 9 });
        if (isLater) await store.save([first]);
        const calls = store.save(isLater ? [forged, other] : [first, forged, other]);
        await expect(calls).rejects.toMatchObject({ name: 'PortError', port: 'templates', retryable: false });
        expect((await store.load(scope)).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([first, other]);
        await store.save([{ ...first, text: '<*>', count: 2 }]);
        expect((await store.load(scope)).find(({ id }) => id === first.id)?.text).toBe('<*>');
      }),
    );

    it('keeps which template another was merged into, and forgets it when it stands for itself again', () =>
      withSubject(make, async ({ store }) => {
        const merged = makeTemplate({ id: 'old', mergedInto: 'new' });
        await store.save([merged]);
        expect(await store.load(merged.scope)).toEqual([merged]);
        const alone = makeTemplate({ id: 'old' });
        await store.save([alone]);
        expect(await store.load(alone.scope)).toEqual([alone]);
      }));

    it('keeps the same id in two scopes apart', () =>
      withSubject(make, async ({ store }) => {
        const other = makeTemplate({ scope: `${scope}2`, count: 9 });
        await store.save([makeTemplate(), other]);
        expect(await store.load(scope)).toEqual([makeTemplate()]);
        expect(await store.load(`${scope}2`)).toEqual([other]);
      }));

    const { retentionDays, maxLoaded } = testedTemplateLimits;

    it('never gives a template that expired, and saves one with its id as a new one', () =>
      withSubject(make, async ({ store, advance }) => {
        await store.save([makeTemplate({ count: 9, firstSeenMs: 60 }), makeTemplate({ id: 'template-2' })]);
        advance(retentionDays - 1);
        await store.save([makeTemplate({ id: 'template-2' })]);
        advance(1);
        expect((await store.load(scope)).map(({ id }) => id)).toEqual(['template-2']);
        const born = makeTemplate({ count: 1, firstSeenMs: 600, birthText: 'another text' });
        await store.save([born]);
        expect((await store.load(scope)).find(({ id }) => id === born.id)).toEqual(born);
      }));

    it('says which templates must be saved when they are used, so that they live on', () =>
      withSubject(make, async ({ store, advance }) => {
        await store.save([makeTemplate()]);
        advance(retentionDays / 4 - 0.1);
        expect((await store.load(scope))[0]?.isDue).toBeUndefined();
        advance(0.2);
        expect((await store.load(scope))[0]?.isDue).toBe(true);
        await store.save([makeTemplate()]);
        expect((await store.load(scope))[0]?.isDue).toBeUndefined();
        advance(retentionDays - 1);
        expect(await store.load(scope)).toHaveLength(1);
      }));

    it('loads no more than a process has room for: the most frequent, then those saved last, and merged ones beside them', () =>
      withSubject(make, async ({ store, advance }) => {
        const of = (id: string, count: number, more: Partial<Template> = {}) => makeTemplate({ id, count, ...more });
        const rare = Array.from({ length: 150 }, (_, n) => of(`rare-${n}`, 1));
        const common = Array.from({ length: 150 }, (_, n) => of(`common-${n}`, 2 + n));
        const merged = Array.from({ length: 5 }, (_, n) => of(`merged-${n}`, 1, { mergedInto: 'common-1' }));
        await store.save([...rare, ...common, ...merged]);
        advance(1);
        await store.save(rare.slice(100));
        const loaded = new Set((await store.load(scope)).map(({ id }) => id));
        expect(loaded).toEqual(new Set([...rare.slice(100), ...common, ...merged].map(({ id }) => id)));
        expect(loaded.size).toBe(maxLoaded + merged.length);
      }));

    it('lets templates expire soon that a process had no room for, but none that another counted more often', () =>
      withSubject(make, async ({ store, advance }) => {
        const names = ['forgotten', 'counted', 'foreign', 'earlier', 'learnt again'];
        const [forgotten, counted, foreign, earlier, again] = names.map((id) => makeTemplate({ id, count: 5 }));
        await store.save([forgotten!, { ...counted!, count: 6 }, foreign!, { ...earlier!, firstSeenMs: 1 }, again!]);
        await store.forget([forgotten!, counted!, { ...foreign!, birthText: 'forged' }, earlier!, again!]);
        await store.forget([makeTemplate({ id: 'unknown' })]);
        await store.forget([]);
        expect((await store.load(scope)).map(({ id }) => id).sort()).toEqual([...names].sort());
        await store.save([again!]);
        advance(forgottenDays);
        const left = (await store.load(scope)).map(({ id }) => id).sort();
        expect(left).toEqual(['counted', 'earlier', 'foreign', 'learnt again']);
      }));

    it('loads many templates, oldest first', () =>
      withSubject(make, async ({ store }) => {
        const many = Array.from({ length: 130 }, (_, index) =>
          makeTemplate({ id: `t${index}`, firstSeenMs: sampleTimeMs + ((index * 37) % 130) }),
        );
        await store.save(many);
        expect(await store.load(scope)).toEqual(many.toSorted((left, right) => left.firstSeenMs - right.firstSeenMs));
      }));

    it(
      'holds the latest of each template however changes are cut into calls',
      () =>
        withSubject(make, async ({ store }) => {
          let run = 0;
          const property = fc.asyncProperty(
            fc.array(fc.array(changeArbitrary, { maxLength: 6 }), { maxLength: 4 }),
            async (calls) => {
              run += 1;
              const own = calls.map((call) => call.map((change) => ({ ...change, scope: `run${run}` })));
              for (const call of own) {
                await store.save(call);
              }
              const latest = new Map<string, Template>();
              for (const change of own.flat()) {
                const before = latest.get(change.id) ?? change;
                const firstSeenMs = Math.min(before.firstSeenMs, change.firstSeenMs);
                latest.set(change.id, { ...change, firstSeenMs, count: Math.max(before.count, change.count) });
              }
              const loaded = await store.load(`run${run}`);
              expect(new Map(loaded.map((template) => [template.id, template]))).toEqual(latest);
              expect(loaded).toHaveLength(latest.size);
            },
          );
          await fc.assert(property, { numRuns: options.propertyRuns ?? 25, seed: 7 });
        }),
      60_000,
    );
  });
};
