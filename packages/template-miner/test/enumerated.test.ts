import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createMiner } from '../src/create-miner.ts';
import { maxEnumerated, maxValues, parseEnumerated } from '../src/enumerated.ts';
import { enumeratedText } from '../src/enumerated-text.ts';
import { extractParameters } from '../src/parameters.ts';
import { messages } from './log-lines.ts';

const states = ['queued', 'packed', 'sent', 'held', 'paid', 'lost', 'back'];
const orders = (of: readonly string[]): readonly string[] =>
  of.map((state, n) => `order ${n} has become ${state} today`);

const minerOf = (lines: readonly string[]) => {
  const miner = createMiner();
  lines.forEach((line, index) => miner.learn('s', line, index));
  return miner;
};

describe('an enumerated parameter', () => {
  it('lists the values of a position with how many lines had them at first, the most frequent first', () => {
    const [template, ...others] = minerOf(orders(['sent', 'sent', ...states, 'sent'])).templates('s');
    expect(others).toEqual([]);
    expect(template?.text).toBe('order <num> has become <*> today');
    expect(template?.enumerated).toEqual([
      { parameter: 1, values: [['sent', 3], ['back', 1], ['held', 1], ['lost', 1], ['packed', 1], ['paid', 1], ['queued', 1]] },
    ]); // prettier-ignore
  });

  it('ends when the position has shown more values than an enumeration has', () => {
    const words = Array.from({ length: maxValues + 2 }, (_, n) => `state${String.fromCharCode(97 + n)}`);
    expect(minerOf(orders(words.slice(0, maxValues))).templates('s')[0]?.enumerated?.[0]?.values).toHaveLength(
      maxValues,
    );
    expect(minerOf(orders(words)).templates('s')[0]?.enumerated).toBeUndefined();
  });

  it('does not list what is no name: a position that had a number once', () => {
    const lines = [...states.map((name) => `login user=${name} ok`), 'login user=4711 ok'];
    expect(minerOf(lines).templates('s')[0]?.enumerated).toBeUndefined();
  });

  it('goes on where a store kept it', () => {
    const first = minerOf(orders(states));
    const second = createMiner();
    second.restore(first.templates('s'));
    second.learn('s', 'order 5 has become stolen today', 9);
    expect(second.templates('s')[0]?.enumerated?.[0]?.values).toHaveLength(states.length + 1);
  });

  it('changes no id and no birth text', () => {
    const [before] = minerOf(orders(states.slice(0, 1))).templates('s');
    expect(minerOf(orders(states)).templates('s')[0]).toMatchObject({ id: before?.id, birthText: before?.birthText });
  });

  it('contains every value that a line of the template has, within its bounds', () => {
    fc.assert(
      fc.property(fc.array(messages, { minLength: 1, maxLength: 60 }), (lines) => {
        const miner = createMiner();
        const ids = lines.map((line) => miner.learn('s', line, 1).templateId);
        for (const [index, id] of ids.entries()) {
          const template = miner.template('s', id);
          const { enumerated = [], text = '' } = template ?? {};
          expect(enumerated.length).toBeLessThanOrEqual(maxEnumerated);
          const parameters = extractParameters(text, lines[index] ?? '') ?? [];
          for (const { parameter, values } of enumerated) {
            expect(values.length).toBeGreaterThan(1);
            expect(values.length).toBeLessThanOrEqual(maxValues);
            const named = values.map(([value]) => value);
            const value = parameters[parameter]?.value ?? '';
            expect(
              [...named, value.replace(/\d+/g, '<num>')].includes(value) || named.some((name) => name.includes('<')),
            ).toBe(true);
          }
        }
      }),
    );
  });
});

describe('the text for people', () => {
  it.each([
    ['order <num> is <*>', [{ parameter: 1, values: [['PAID', 2], ['SENT', 1]] }], 'order <num> is {PAID|SENT}'],
    ['<*> billing: <num> kept', [{ parameter: 0, values: [['web<num>', 9], ['db-primary', 4]] }], '{web<num>|db-primary} billing: <num> kept'],
    ['is <*>', [{ parameter: 0, values: [...'abcdefghij'].map((name) => [name, 1]) }], 'is {a|b|c|d|e|f|+4}'],
    ['took <num> ms', undefined, 'took <num> ms'],
    ['took <num> ms', [{ parameter: 0, values: [['a', 1], ['b', 1]] }, { parameter: 7, values: [['a', 1], ['b', 1]] }], 'took <num> ms'],
  ] as const)('of %j with %j is %j', (text, enumerated, shown) => {
    expect(enumeratedText({ text, ...(enumerated === undefined ? {} : { enumerated: enumerated as never }) })).toBe(shown);
  }); // prettier-ignore
});

describe('a stored enumeration', () => {
  it.each(['', '{', '[]', '{}', '[null]', '[{"parameter":"0","values":[["a",1],["b",2]]}]', '[{"parameter":0,"values":[["a",1]]}]', '[{"parameter":0,"values":[["a","1"],["b",2]]}]'])(
    'is left out when it is none: %s',
    (stored) => {
      expect(parseEnumerated(stored)).toBeUndefined();
    },
  ); // prettier-ignore

  it('is read within its bounds', () => {
    const values = Array.from({ length: 99 }, (_, n) => [`v${n}`, n]);
    const read = parseEnumerated(JSON.stringify(Array.from({ length: 20 }, () => ({ parameter: 0, values }))));
    expect(read).toHaveLength(maxEnumerated);
    expect(read?.[0]?.values).toHaveLength(maxValues);
  });
});
