import { describe, expect, it } from '@jest/globals';
import { createMiner, type Template } from '@bellwether/template-miner';

const stored = (n: number, scope = 'web'): Template => {
  const text = `step ${String.fromCharCode(97 + (n % 26))}${'x'.repeat(n / 26)} done`;
  return { id: `t${n}`, scope, text, birthText: text, count: 1 + ((n * 7) % 100), firstSeenMs: n };
};

describe('the bounds of a miner', () => {
  it('restores no more templates of a scope than it may hold: the most frequent', () => {
    const miner = createMiner({ maxTemplatesPerScope: 16 });
    const all = Array.from({ length: 60 }, (_, n) => stored(n));
    miner.restore(all);
    const counts = all.map(({ count }) => count).sort((left, right) => right - left);
    expect(
      miner
        .templates('web')
        .map(({ count }) => count)
        .sort((left, right) => right - left),
    ).toEqual(counts.slice(0, 16));
    expect(miner.takeEvictions()).toBe(44);
  });

  it('lets the scope go that was used longest ago, never the one just restored, and says what it had not told yet', () => {
    const evicted: (readonly [string, readonly string[]])[] = [];
    const onScopeEvicted = (scope: string, changes: readonly Template[]) =>
      void evicted.push([scope, changes.map(({ text }) => text)]);
    const miner = createMiner({ maxScopes: 2, onScopeEvicted });
    miner.learn('a', 'one', 1);
    miner.learn('b', 'two', 2);
    miner.takeChanges();
    miner.learn('a', 'three', 3);
    miner.restore([stored(1, 'c')]);
    miner.restore([stored(2, 'd')]);
    expect(evicted).toEqual([
      ['b', []],
      ['a', ['three']],
    ]);
    expect(miner.templates('c')).toHaveLength(1);
    expect(miner.takeChanges()).toEqual([]);
  });

  it('gives handles that lead nowhere, and to no other template, once theirs was evicted', () => {
    const miner = createMiner({ maxScopes: 1 });
    miner.learn('a', 'Disk full', 5);
    const handle = miner.recall('a', 'Disk full')!;
    expect([handle.isValid, handle.firstSeenMs]).toEqual([true, 5]);
    // Takes the slot of the evicted one.
    miner.learn('b', 'Ready', 7);
    expect([handle.isValid, handle.firstSeenMs]).toEqual([false, Number.NaN]);
    handle.see(1);
    expect(miner.templates()).toMatchObject([{ text: 'Ready', count: 1, firstSeenMs: 7 }]);
    miner.learn('a', 'Disk full', 9);
    expect(handle.isValid).toBe(false);
  });
});
