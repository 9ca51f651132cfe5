import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { identify, sequenceKey, severities, datasets } from '@bellwether/log-model';
import { packField, unpackField } from '../src/counts/field-names.ts';
import { packFingerprints, unpackFingerprints } from '../src/counts/fingerprint-gaps.ts';
import { packPosition, unpackPosition } from '../src/counts/position-code.ts';

const hexDigits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });

describe('the names of fields', () => {
  it.each([
    ['events', 'e'],
    ['severity:ERROR', 'E'],
    ['dataset:vpc-flow/INFO', 'vI'],
    ['template:100b9a34b5c8065f100b9a34b5c8065f', 'EAuaNLXIBl8QC5o0tcgGXw'],
    ['5eeb39c363b3ab075eeb39c363b3ab07/events', '!Xus5w2Ozqwde6znDY7OrBw'],
    ['template:other', ':template:other'],
    ['template:100b9a34b5c8065f', ':template:100b9a34b5c8065f'],
    ['EAuaNLXIBl8QC5o0tcgGXw', ':EAuaNLXIBl8QC5o0tcgGXw'],
    ['', ':'],
  ])('keeps %s short', (field, name) => {
    expect(packField(field)).toBe(name);
    expect(unpackField(packField(field))).toBe(field);
  });

  it('gives every field back, and no two fields one name', () => {
    const known = fc.constantFrom(
      'events',
      ...severities.map((severity) => `severity:${severity}`),
      ...datasets.flatMap((dataset) => severities.map((severity) => `dataset:${dataset}/${severity}`)),
    );
    const id = hexDigits(32);
    const field = fc.oneof(
      known,
      id.map((hex) => `template:${hex}`),
      id.map((hex) => `${hex}/events`),
      fc.tuple(id, fc.string({ unit: 'binary' })).map(([hex, value]) => `${hex}/value:${value}`),
      fc.string({ unit: 'binary', maxLength: 24 }),
      fc.string({ unit: fc.constantFrom(...'eEvI:!=/-_0aZ'), maxLength: 24 }),
    );
    fc.assert(
      fc.property(field, (one) => {
        const name = packField(one);
        expect(name.length).toBeGreaterThan(0);
        expect(unpackField(name)).toBe(one);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('positions', () => {
  const position = fc
    .tuple(
      fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 64n - 1n }), fc.bigInt({ min: 0n, max: 300n })),
      fc.oneof(fc.constant('~'), fc.nat({ max: 999_999 })),
    )
    .map(([sequence, part]) => `${sequenceKey(String(sequence))}.${String(part).padStart(part === '~' ? 1 : 6, '0')}`);

  it('compare packed as they do unpacked, and come back', () => {
    fc.assert(
      fc.property(position, position, (left, right) => {
        expect(packPosition(left) < packPosition(right)).toBe(left < right);
        expect(unpackPosition(packPosition(left))).toBe(left);
      }),
      { numRuns: 1_000 },
    );
  });

  it('take 34 characters for a sequence number of Kinesis, and keep one that is no number', () => {
    expect(packPosition(`${sequenceKey(`49${'9'.repeat(54)}`)}.~`)).toHaveLength(34);
    const odd = `${sequenceKey('a.b')}.000001`;
    expect(unpackPosition(packPosition(odd))).toBe(odd);
  });
});

describe('fingerprints', () => {
  it('come back sorted, equal ones too', () => {
    fc.assert(
      fc.property(fc.array(hexDigits(12), { maxLength: 400 }), (given) => {
        const all = [...given, ...given.slice(0, 3)];
        expect(unpackFingerprints(packFingerprints(all))).toEqual(all.toSorted());
      }),
    );
  });

  it('take less than 38 bits each when there are 4,000', () => {
    const all = Array.from({ length: 4_000 }, (_, n) => identify('payload', `${n}`).slice(0, 12));
    expect((packFingerprints(all).length * 8) / all.length).toBeLessThan(38);
  });

  it.each([[['000000000000']], [['ffffffffffff']], [['000000000000', 'ffffffffffff']]])(
    'keeps the borders %s',
    (all) => {
      expect(unpackFingerprints(packFingerprints(all))).toEqual(all);
    },
  );

  it('refuses bytes that end before their count', () => {
    const packed = packFingerprints(['00112233445f', 'aabbccddeeff']);
    expect(() => unpackFingerprints(packed.subarray(0, 9))).toThrow(RangeError);
  });
});
