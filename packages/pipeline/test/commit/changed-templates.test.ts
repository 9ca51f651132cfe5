import { describe, expect, it } from '@jest/globals';
import type { Template } from '@bellwether/log-model';
import { makeTemplate, memoryTemplates } from '@bellwether/testkit';
import { changedTemplatesOnly } from '@bellwether/pipeline';

const countingStore = () => {
  const store = memoryTemplates();
  const writes: number[] = [];
  const save = async (changes: readonly Template[]): Promise<void> => {
    writes.push(changes.length);
    await store.save(changes);
  };
  return { store, writes, counting: { load: (scope: string) => store.load(scope), save } };
};

describe('a sparing template store', () => {
  it.each<[string, Partial<Template>, number]>([
    ['the same', {}, 0],
    ['a count that has grown a little', { count: 79 }, 0],
    ['a count that has grown eightfold', { count: 80 }, 1],
    ['another text', { text: 'Connection from <*> closed' }, 1],
    ['an earlier first time', { firstSeenMs: 1 }, 1],
    ['the template it became part of', { mergedInto: 'template-2' }, 1],
    ['another template', { id: 'template-9' }, 1],
    ['the template of another scope', { scope: 'elsewhere' }, 1],
  ])('writes for %s what is news', async (_, change, expected) => {
    const { counting, writes } = countingStore();
    const sparing = changedTemplatesOnly(counting);
    await sparing.save([makeTemplate({ count: 10 })]);
    await sparing.save([makeTemplate({ count: 10, ...change })]);
    expect(writes.slice(1).reduce((sum, count) => sum + count, 0)).toBe(expected);
  });

  it('knows what it loaded', async () => {
    const { store, counting, writes } = countingStore();
    await store.save([makeTemplate({ count: 10 })]);
    const sparing = changedTemplatesOnly(counting);
    expect(await sparing.load(makeTemplate().scope)).toHaveLength(1);
    await sparing.save([makeTemplate({ count: 11 })]);
    expect(writes).toEqual([]);
  });

  it('knows what a loaded template became part of', async () => {
    const { store, counting, writes } = countingStore();
    await store.save([makeTemplate({ count: 10, mergedInto: 'template-2' })]);
    const sparing = changedTemplatesOnly(counting);
    await sparing.load(makeTemplate().scope);
    await sparing.save([makeTemplate({ count: 10, mergedInto: 'template-2' })]);
    expect(writes).toEqual([]);
    await sparing.save([makeTemplate({ count: 10 })]);
    expect(writes).toEqual([1]);
  });

  it('remembers 50,000 templates, and forgets all when there are more', async () => {
    const written: number[] = [];
    const sparing = changedTemplatesOnly({
      load: async () => [],
      save: async (changes) => void written.push(changes.length),
    });
    const all = Array.from({ length: 50_000 }, (_, n) => makeTemplate({ id: `template-${n}` }));
    await sparing.save(all.slice(0, 25_000));
    await sparing.save(all.slice(25_000));
    await sparing.save(all);
    expect(written).toEqual([25_000, 25_000]);
    await sparing.save([makeTemplate({ id: 'one-more' })]);
    await sparing.save(all.slice(0, 7));
    expect(written.slice(2)).toEqual([1, 7]);
  });

  it('writes again what could not be written', async () => {
    const { store } = countingStore();
    let isDown = true;
    const sparing = changedTemplatesOnly({
      load: (scope) => store.load(scope),
      save: async (changes) => {
        if (isDown) throw new Error('down');
        await store.save(changes);
      },
    });
    await expect(sparing.save([makeTemplate()])).rejects.toThrow('down');
    isDown = false;
    await sparing.save([makeTemplate()]);
    expect(store.all()).toHaveLength(1);
  });
});
