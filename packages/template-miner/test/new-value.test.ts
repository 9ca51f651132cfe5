import { describe, expect, it } from '@jest/globals';
import { createMiner, type NewValue, type TemplateMiner } from '@bellwether/template-miner';

const scope = '111122223333:/app/orders';
const startMs = 1_768_478_400_000;

/** Learns messages, a second apart, and gives what the last one's template says of new values. */
const afterAll = (messages: readonly string[], miner: TemplateMiner = createMiner()): NewValue | undefined => {
  let templateId = '';
  for (const [index, message] of messages.entries())
    ({ templateId } = miner.learn(scope, message, startMs + index * 1000));
  return miner.newValue(scope, templateId);
};

const many = (count: number, values: readonly string[], text: (value: string, id: number) => string): string[] =>
  Array.from({ length: count }, (_, id) => text(values[id % values.length]!, id));
const order = (value: string, id: number): string => `order ${id} (${value}) was saved`;
const states = ['PAID', 'SENT', 'HELD'];

describe('a new value of an enumerated parameter', () => {
  it('is noted when the list was the same for hundreds of events', () => {
    const found = afterAll([...many(900, states, order), order('LOST', 7)]);
    expect(found).toMatchObject({ value: 'LOST', timestampMs: startMs + 900_000 });
    expect([...found!.known].sort()).toEqual([...states].sort());
    expect(found!.steadyEvents).toBeGreaterThanOrEqual(500);
  });

  it('is noted after a key of a state in small letters too', () => {
    const job = (value: string, id: number): string => `job ${id} done (state: ${value})`;
    const eight = ['new', 'open', 'held', 'sent', 'paid', 'over'];
    expect(afterAll([...many(1_200, eight, job), job('lost', 7)])?.value).toBe('lost');
  });

  it('is no news after few events, nor once it was seen', () => {
    expect(afterAll([...many(400, states, order), order('LOST', 7)])).toBeUndefined();
    const known = afterAll([...many(900, states, order), order('LOST', 7), order('LOST', 8), order('LOST', 9)]);
    expect(known?.timestampMs).toBe(startMs + 900_000);
  });

  it.each([
    ['names', ['alice', 'bob', 'carol'], 'dave'],
    ['numbered names', ['web-a', 'web-b', 'web-c'], 'web-d'],
    ['mixed spellings', ['PAID', 'SENT', 'held'], 'LOST'],
  ])('is never one of %s', (_what, values, value) => {
    expect(afterAll([...many(900, values, order), order(value, 7)])).toBeUndefined();
  });

  it('is not expected of a list that has many values', () => {
    const words = ['AA', 'BB', 'CC', 'DD', 'EE', 'FF', 'GG', 'HH', 'II'];
    expect(afterAll([...many(900, words, order), order('LOST', 7)])).toBeUndefined();
  });

  it('is not known to be new where the list was restored just now', () => {
    const first = createMiner();
    afterAll(many(900, states, order), first);
    const second = createMiner();
    second.restore(first.takeChanges());
    expect(afterAll([order('PAID', 1), order('LOST', 7)], second)).toBeUndefined();
    expect(afterAll([...many(600, states, order), order('GONE', 7)], second)?.value).toBe('GONE');
  });
});
