import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EventIds } from '../../src/source/event-ids.ts';

const zeros = '00000000-0000-0000-0000-000000000000';

describe('EventIds', () => {
  it('knows what a set of texts knows, whatever the ids are and however they are given', () => {
    const digit = fc.constantFrom(...'0123456789abcdef');
    const close = fc.tuple(digit, digit).map(([left, right]) => `${left}${zeros.slice(1, -1)}${right}`);
    const id = fc.oneof(fc.uuid(), close, close, fc.constant(zeros.toUpperCase()), fc.string({ maxLength: 40 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(id, fc.boolean()), { maxLength: 60 }), (given) => {
        const ids = new EventIds();
        const seen = new Set<string>();
        for (const [text, isBytes] of given) {
          const isNew = !seen.has(text);
          seen.add(text);
          const bytes = Buffer.from(`"${text}"`);
          const isAscii = bytes.length === text.length + 2;
          expect(isBytes && isAscii ? ids.addBytes(bytes, 1, bytes.length - 1) : ids.add(text)).toBe(isNew);
        }
      }),
    );
  });

  it('grows, and keeps ids whose positions fall together', () => {
    const ids = new EventIds();
    // Only the first bits of the last group differ, which say little about the position.
    const many = Array.from(
      { length: 6_000 },
      (_, n) => `${zeros.slice(0, 28)}${(n * 2 ** 12).toString(16).padStart(8, '0')}`,
    );
    expect(many.filter((id) => ids.add(id)).length).toBe(6_000);
    expect(many.filter((id) => ids.add(id)).length).toBe(0);
  });
});
