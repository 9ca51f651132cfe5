import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { identify, spreadHash } from '@bellwether/log-model';

const text = fc.string({
  unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 3 }), fc.constantFrom('t', 'b', '1', ':', '\n', '\0')),
});
const part = fc.oneof(text, fc.uint8Array({ maxLength: 12 }));
const call = fc.tuple(text, fc.array(part, { maxLength: 5 }));

/** Parts as something that compares by kind and content. */
const written = ([domain, parts]: readonly [string, readonly (string | Uint8Array)[]]): string =>
  JSON.stringify([domain, parts.map((one) => (typeof one === 'string' ? one : [...one]))]);

describe('an id', () => {
  // Ids lie in stores: a change of these values makes every stored thing another one.
  it.each([
    ['', [], '9b0eee22342c8f8d4311131cfbedaff3'],
    ['finding', ['root-activity', '111122223333', 'root', '0'], '6b564431c072199402d5e096f8c617d7'],
    ['template', ['scope', 'caf\u00e9 \ud83d\ude00'], 'fe1797021adecb8ed13afe608b326e14'],
    ['payload', [Uint8Array.of(0, 255, 1)], '0c9cc8f99766375211be4f1f1352389b'],
  ])('of %j and its parts stays what it is', (domain, parts, id) => {
    expect(identify(domain, ...parts)).toBe(id);
  });

  it.each<[string, readonly (string | Uint8Array)[], readonly (string | Uint8Array)[]]>([
    ['parts that are cut elsewhere', ['a', 'bc'], ['ab', 'c']],
    ['a part that looks like two', ['a\nb'], ['a', 'b']],
    ['a part that looks like two with their lengths', ['at1:b'], ['a', 'b']],
    ['an empty part', ['a', ''], ['a']],
    ['no part and an empty one', [], ['']],
    ['a text and its bytes', ['a'], [Buffer.from('a')]],
    ['a text and its bytes as UTF-16', ['a'], [Buffer.from('a', 'utf16le')]],
    ['lone surrogates', ['\ud800'], ['\ud801']],
    ['a lone surrogate and what stands for it', ['\ud800'], ['\ufffd']],
    ['order', ['a', 'b'], ['b', 'a']],
  ])('tells apart %s', (_, left, right) => {
    expect(identify('a-domain', ...left)).not.toBe(identify('a-domain', ...right));
  });

  it('is 32 lower-case hexadecimal digits, the same for the same, another for another domain', () => {
    fc.assert(
      fc.property(call, text, ([domain, parts], other) => {
        const id = identify(domain, ...parts);
        expect(id).toMatch(/^[0-9a-f]{32}$/);
        expect(identify(domain, ...parts)).toBe(id);
        if (other !== domain) expect(identify(other, ...parts)).not.toBe(id);
      }),
    );
  });

  it('is equal only for equal domains and parts, however a text is cut into them', () => {
    const cuts = fc
      .tuple(text, fc.array(fc.nat({ max: 12 }), { maxLength: 4 }))
      .map(([whole, cuts]): [string, string[]] => {
        const sorted = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b), whole.length];
        const [domain = '', ...parts] = sorted.slice(1).map((end, index) => whole.slice(sorted[index], end));
        return [domain, parts];
      });
    fc.assert(
      fc.property(fc.oneof(call, cuts), fc.oneof(call, cuts), (left, right) => {
        expect(identify(left[0], ...left[1]) === identify(right[0], ...right[1])).toBe(
          written(left) === written(right),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the hash that spreads', () => {
  // Rows lie in the partitions it names: a change of these values would look for them elsewhere.
  it.each([
    ['', 'cf8308935ad47dcb'],
    ['a', '77f95df43388f744'],
    ['caf\u00e9 \ud83d\ude00', 'dcd68e922c14dc05'],
  ])('of %j stays what it is', (key, hash) => {
    expect(spreadHash(key)).toBe(hash);
  });

  it('spreads names that differ in a number evenly', () => {
    const partitions = new Array<number>(16).fill(0);
    for (let n = 0; n < 16_000; n += 1)
      partitions[Number.parseInt(spreadHash(`111122223333/app/web-${n}`).slice(-1), 16)]! += 1;
    for (const size of partitions) expect(Math.abs(size - 1_000)).toBeLessThan(150);
  });
});
