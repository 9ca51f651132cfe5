import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cidrTest } from '../src/cidr.ts';

describe('cidrTest', () => {
  it.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['10.0.0.0/8', '10.0.0.256', false],
    ['10.0.0.0/8', '10.0.0.01', false],
    ['0.0.0.0/0', '::1', false],
    ['::/0', '10.0.0.1', false],
    ['::/0', '::ffff:10.0.0.1', true],
    ['::ffff:10.0.0.0/104', '::ffff:10.1.2.3', true],
    ['fe80::/10', 'fe80::1%eth0', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['2001:db8::/32', '2001:db8:1:2:3:4:5:6', true],
    ['2001:db8::/33', '2001:db8:8000::', false],
    ['fe80::/10', 'FE80::1', true],
    ['::/0', '1::2::3', false],
    ['::/0', '12345::', false],
    ['0.0.0.0/0', 'AWS Internal', false],
    ['0.0.0.0/0', '', false],
  ])('asks whether %s holds %s: %s', (network, address, expected) => {
    expect(cidrTest(network)(address)).toBe(expected);
  });

  it('holds an address when and only when the first bits are equal', () => {
    const bits = fc.integer({ min: 0, max: 0xffffffff });
    const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
    fc.assert(
      fc.property(bits, bits, fc.integer({ min: 0, max: 32 }), (base, address, prefix) => {
        const same = prefix === 0 || base >>> (32 - prefix) === address >>> (32 - prefix);
        expect(cidrTest(`${dotted(base)}/${prefix}`)(dotted(address))).toBe(same);
        expect(cidrTest(`::${dotted(base)}/${prefix + 96}`)(`::${dotted(address)}`)).toBe(same);
      }),
    );
  });

  it.each(['10.0.0.0/33', '10.0.0/8', 'fc00::/129', 'host/8', '10.0.0.0/', ''])('refuses %j', (network) => {
    expect(() => cidrTest(network)).toThrow('not a network');
  });
});
