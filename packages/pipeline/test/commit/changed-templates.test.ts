import { describe, expect, it } from '@jest/globals';
import { dayMs, type Template } from '@bellwether/log-model';
import { makeTemplate, memoryTemplates, sampleTimeMs, type MemoryTemplateLimits } from '@bellwether/testkit';
import { changedTemplatesOnly } from '@bellwether/pipeline';

const clock = { now: () => sampleTimeMs };

const countingStore = (limits: MemoryTemplateLimits = {}) => {
  const store = memoryTemplates(limits);
  const writes: number[] = [];
  const forgotten: string[] = [];
  const save = async (changes: readonly Template[]): Promise<void> => {
    writes.push(changes.length);
    await store.save(changes);
  };
  const forget = async (templates: readonly Template[]): Promise<void> => {
    forgotten.push(...templates.map(({ id }) => id), 'and no more');
    await store.forget(templates);
  };
  return { store, writes, forgotten, counting: { load: (scope: string) => store.load(scope), save, forget } };
};

describe('a sparing template store', () => {
  it.each<[string, Partial<Template>, number]>([
    ['the same', {}, 0],
    ['a count that has grown a little', { count: 79 }, 0],
    ['a count that has grown eightfold', { count: 80 }, 1],
    ['another text', { text: 'Connection from <*> closed' }, 1],
    ['an earlier first time', { firstSeenMs: 1 }, 1],
    ['the template it became part of', { mergedInto: 'template-2' }, 1],
    [
      'values that it lists',
      {
        enumerated: [
          {
            parameter: 0,
            values: [
              ['PAID', 2],
              ['SENT', 1],
            ],
          },
        ],
      },
      1,
    ],
    ['another template', { id: 'template-9' }, 1],
    ['the template of another scope', { scope: 'elsewhere' }, 1],
  ])('writes for %s what is news', async (_, change, expected) => {
    const { counting, writes } = countingStore();
    const sparing = changedTemplatesOnly(counting, clock);
    await sparing.save([makeTemplate({ count: 10 })]);
    await sparing.save([makeTemplate({ count: 10, ...change })]);
    expect(writes.slice(1).reduce((sum, count) => sum + count, 0)).toBe(expected);
  });

  it('knows what it loaded', async () => {
    const { store, counting, writes } = countingStore();
    await store.save([makeTemplate({ count: 10 })]);
    const sparing = changedTemplatesOnly(counting, clock);
    expect(await sparing.load(makeTemplate().scope)).toHaveLength(1);
    await sparing.save([makeTemplate({ count: 11 })]);
    expect(writes).toEqual([]);
  });

  it('knows what a loaded template became part of', async () => {
    const { store, counting, writes } = countingStore();
    await store.save([makeTemplate({ count: 10, mergedInto: 'template-2' })]);
    const sparing = changedTemplatesOnly(counting, clock);
    await sparing.load(makeTemplate().scope);
    await sparing.save([makeTemplate({ count: 10, mergedInto: 'template-2' })]);
    expect(writes).toEqual([]);
    await sparing.save([makeTemplate({ count: 10 })]);
    expect(writes).toEqual([1]);
  });

  it('writes values again only when there are more of them', async () => {
    const { counting, writes } = countingStore();
    const sparing = changedTemplatesOnly(counting, clock);
    const listing = (...values: readonly (readonly [string, number])[]): Template =>
      makeTemplate({ count: 10, enumerated: [{ parameter: 0, values }] });
    await sparing.save([listing(['PAID', 2], ['SENT', 1])]);
    await sparing.save([listing(['PAID', 7], ['SENT', 3])]);
    await sparing.save([listing(['PAID', 7], ['SENT', 3], ['HELD', 1])]);
    expect(writes).toEqual([1, 1]);
  });

  it('remembers 50,000 templates, and forgets all when there are more', async () => {
    const written: number[] = [];
    const sparing = changedTemplatesOnly(
      {
        load: async () => [],
        forget: async () => undefined,
        save: async (changes) => void written.push(changes.length),
      },
      clock,
    );
    const all = Array.from({ length: 50_000 }, (_, n) => makeTemplate({ id: `template-${n}` }));
    await sparing.save(all.slice(0, 25_000));
    await sparing.save(all.slice(25_000));
    await sparing.save(all);
    expect(written).toEqual([25_000, 25_000]);
    await sparing.save([makeTemplate({ id: 'one-more' })]);
    await sparing.save(all.slice(0, 7));
    expect(written.slice(2)).toEqual([1, 7]);
  });

  it('writes the use of a template that will expire once, and not each time', async () => {
    let nowMs = sampleTimeMs;
    const moving = { now: () => nowMs };
    const { store, counting, writes } = countingStore({ now: moving.now, retentionDays: 40 });
    await store.save([makeTemplate({ count: 10 })]);
    nowMs += 11 * dayMs;
    const sparing = changedTemplatesOnly(counting, moving);
    await sparing.load(makeTemplate().scope);
    for (let use = 0; use < 5; use += 1) await sparing.save([makeTemplate({ count: 11 + use })]);
    expect(writes).toEqual([1]);
    nowMs += 39 * dayMs;
    expect(await store.load(makeTemplate().scope)).toHaveLength(1);
    await sparing.save([makeTemplate({ count: 17 })]);
    expect(writes).toEqual([1, 1]);
  });

  it.each([
    ['a millisecond before seven days', 7 * dayMs - 1, []],
    ['after seven days', 7 * dayMs, [1]],
  ])('writes the use of a template anew %s', async (_, afterMs, expected) => {
    let nowMs = sampleTimeMs;
    const { counting, writes } = countingStore();
    const sparing = changedTemplatesOnly(counting, { now: () => nowMs });
    await sparing.save([makeTemplate({ count: 10 })]);
    nowMs += afterMs;
    await sparing.save([makeTemplate({ count: 11 })]);
    expect(writes.slice(1)).toEqual(expected);
  });

  it('lets the store forget what it knows to be stored, once, and writes it when it is learnt again', async () => {
    const { store, counting, forgotten, writes } = countingStore();
    const sparing = changedTemplatesOnly(counting, clock);
    await sparing.save([makeTemplate()]);
    await sparing.forget([makeTemplate(), makeTemplate({ id: 'never saved' })]);
    await sparing.forget([makeTemplate()]);
    expect(forgotten).toEqual([makeTemplate().id, 'and no more']);
    await sparing.save([makeTemplate()]);
    expect(writes).toEqual([1, 1]);
    expect(store.all()).toHaveLength(1);
  });

  it('writes again what could not be written', async () => {
    const { store } = countingStore();
    let isDown = true;
    const sparing = changedTemplatesOnly(
      {
        load: (scope) => store.load(scope),
        save: async (changes) => {
          if (isDown) throw new Error('down');
          await store.save(changes);
        },
        forget: (templates) => store.forget(templates),
      },
      clock,
    );
    await expect(sparing.save([makeTemplate()])).rejects.toThrow('down');
    isDown = false;
    await sparing.save([makeTemplate()]);
    expect(store.all()).toHaveLength(1);
  });
});
