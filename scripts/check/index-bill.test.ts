import { describe, expect, it } from '@jest/globals';
import { indexWriteUnits } from '../../bench/cost/index-bill.ts';
import type { Item } from '../../bench/cost/item-size.ts';

const kilobyte = { S: 'x'.repeat(1_024) };
const item = (changes: Item = {}): Item => ({ id: { S: 'a' }, day: { S: 'monday' }, at: { N: '1' }, ...changes });

const keysOnly = { keys: ['day', 'at'], include: [] };
const all = { keys: ['day', 'at'], include: 'ALL' } as const;
const some = { keys: ['day', 'at'], include: ['note'] };
const dayless: Item = { id: { S: 'a' }, at: { N: '1' } };

describe('the write units of an index', () => {
  it.each([
    ['an item is made', keysOnly, undefined, item(), 1],
    ['an item of 2 KB is made', all, undefined, item({ text: kilobyte }), 2],
    ['an item of 2 KB is made, of which it holds the keys', keysOnly, undefined, item({ text: kilobyte }), 1],
    ['an item without its key is made', keysOnly, undefined, dayless, 0],
    ['an item gets its key', keysOnly, dayless, item(), 1],
    ['an item loses its key', all, item({ text: kilobyte }), dayless, 2],
    ['an item goes', keysOnly, item(), undefined, 1],
    ['its key changes', keysOnly, item(), item({ at: { N: '2' } }), 2],
    ['its key changes and all of it is held', all, item(), item({ at: { N: '2' }, text: kilobyte }), 3],
    ['what it holds changes', some, item(), item({ note: { S: 'x' } }), 1],
    ['what it holds becomes less', some, item({ note: kilobyte }), item(), 2],
    ['what it does not hold changes', some, item(), item({ text: kilobyte }), 0],
    ['nothing changes', all, item(), item(), 0],
  ])('when %s', (_, index, before, after, units) => {
    expect(indexWriteUnits(index, ['id'], before, after)).toBe(units);
  });
});
