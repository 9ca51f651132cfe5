import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isEarlierSequence, sequenceKey } from '@bellwether/log-events';

describe('isEarlierSequence', () => {
  it.each([
    ['9', '10', true],
    ['10', '9', false],
    ['7', '7', false],
    ['007', '7', false],
    ['', '0', true],
    ['', '000', true],
    ['0', '', false],
    ['', '', false],
    [
      '49590338271490256608559692538361571095921575989136588898',
      '49590338271490256608559692538361571095921575989136588899',
      true,
    ],
  ])('%j is earlier than %j: %s', (left, right, expected) => {
    expect(isEarlierSequence(left, right)).toBe(expected);
  });

  it('orders as the numbers do, and as the keys do as text', () => {
    const sequence = fc.bigInt({ min: 0n, max: 10n ** 56n }).map(String);
    fc.assert(
      fc.property(sequence, sequence, (left, right) => {
        expect(isEarlierSequence(left, right)).toBe(BigInt(left) < BigInt(right));
        expect(sequenceKey(left) < sequenceKey(right)).toBe(BigInt(left) < BigInt(right));
      }),
    );
  });
});
