import { describe, expect, it, jest } from '@jest/globals';
import { BucketIndex } from '../src/bucket-index.ts';
import { createMiner } from '../src/create-miner.ts';

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va'.split(' ');
/** A made-up word, another for every number below 16^3. */
const word = (number: number): string => [8, 4, 0].map((shift) => syllables[(number >> shift) & 15]).join('');
/** Messages of one shape that share no constant word at any position but the last two. */
const line = (number: number, value: number): string =>
  `${word(number)} ${word((number * 7 + 3) % 4096)} ${word((number * 11 + 5) % 4096)} took ${value} ms`;

describe('a scope with many templates of one shape', () => {
  it('keeps them all apart and finds each of them again', () => {
    const miner = createMiner();
    const ids = Array.from({ length: 1200 }, (_, number) => miner.learn('s', line(number, 1), number).templateId);
    expect(new Set(ids).size).toBe(1200);
    expect(ids.map((_, number) => miner.learn('s', line(number, 77), 2000).templateId)).toEqual(ids);
    expect(miner.evictedCount).toBe(0);
  });

  it('compares each message with a few of them, however many there are', () => {
    /** Templates that were compared with a message, for one message. */
    const comparedOf = (count: number): number => {
      const candidates = jest.spyOn(BucketIndex.prototype, 'candidates');
      const miner = createMiner({ cachedSignatures: 2 });
      for (let round = 0; round < 2; round += 1)
        for (let number = 0; number < count; number += 1) miner.learn('s', line(number, round), number);
      expect(miner.templates('s')).toHaveLength(count);
      const compared = candidates.mock.results.reduce(
        (sum, { value }) => sum + (value as readonly unknown[]).length,
        0,
      );
      candidates.mockRestore();
      return compared / (2 * count);
    };
    const [few, many] = [comparedOf(600), comparedOf(1200)] as const;
    expect(few).toBeGreaterThan(0.4);
    expect(few).toBeLessThan(4);
    expect(many / few).toBeLessThan(1.3);
  });

  it('answers as it does when nothing is remembered of earlier answers', () => {
    const numbers = Array.from({ length: 1500 }, (_, at) => (at * 37) % 300);
    const idsBy = (cachedSignatures: number): readonly string[] => {
      const miner = createMiner({ cachedSignatures });
      return numbers.map((number, at) => miner.learn('s', line(number, at), at).templateId);
    };
    expect(idsBy(2)).toEqual(idsBy(65_536));
  });

  it('still makes one template of a position that shows many values', () => {
    const miner = createMiner();
    for (let number = 0; number < 300; number += 1) miner.learn('s', line(number, 1), number);
    const names = Array.from({ length: 20 }, (_, number) => `worker ${word(number + 900)} has joined 5 pools`);
    const ids = names.map((name) => miner.learn('s', name, 999).templateId);
    expect(new Set(ids.map((id) => miner.template('s', id)?.id)).size).toBe(1);
  });

  it('tells the templates forgotten since it was asked last', () => {
    const miner = createMiner({ maxTemplatesPerScope: 64 });
    for (let number = 0; number < 100; number += 1) miner.learn('s', line(number, 1), number);
    const forgotten = miner.takeEvictions();
    expect(forgotten).toBe(100 - miner.templates('s').length);
    expect(miner.takeEvictions()).toBe(0);
    expect(miner.evictedCount).toBe(forgotten);
  });
});

describe('a quoted name', () => {
  it.each([
    ["KeyError: 'user_id'", "KeyError: 'orders'", "KeyError: '<*>'"],
    ['relation "orders" does not exist', 'relation "carts" does not exist', 'relation "<*>" does not exist'],
    ["No module named 'yaml'", "No module named 'boto_core'", "No module named '<*>'"],
  ])('is a value from its second message on: %j', (first, second, text) => {
    const miner = createMiner();
    const { templateId } = miner.learn('s', first, 1);
    expect(miner.learn('s', second, 2)).toEqual({ templateId, isNew: false });
    expect(miner.template('s', templateId)?.text).toBe(text);
  });

  it('is a state when it begins with a capital', () => {
    const miner = createMiner();
    const [one, two] = ['Active', 'Inactive'].map((state) => miner.learn('s', `now in state '${state}'`, 1).templateId);
    expect(one).not.toBe(two);
  });
});
