import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inferFlowLayout } from '../src/readers/vpc-flow-layout.ts';

const named = (line: string): Readonly<Record<string, string>> => {
  const values = line.split(' ');
  const names = inferFlowLayout(values) ?? [];
  return Object.fromEntries(names.flatMap((name, index) => (name === '' ? [] : [[name, values[index] ?? '']])));
};

describe('inferFlowLayout', () => {
  it('names what tells itself, and numbers by their neighbours', () => {
    expect(
      named('vpc-0a1b2c3d eni-0a1b2c3d 10.0.0.1 10.0.0.2 40000 443 6 8 568 1685613540 1685613600 ACCEPT OK egress'),
    ).toEqual({
      'vpc-id': 'vpc-0a1b2c3d',
      'interface-id': 'eni-0a1b2c3d',
      srcaddr: '10.0.0.1',
      dstaddr: '10.0.0.2',
      srcport: '40000',
      dstport: '443',
      protocol: '6',
      packets: '8',
      bytes: '568',
      start: '1685613540',
      end: '1685613600',
      action: 'ACCEPT',
      'log-status': 'OK',
      'flow-direction': 'egress',
    });
  });

  it('finds bytes before packets', () => {
    const found = named('eni-0a1b2c3d 10.0.0.1 10.0.0.2 40000 443 6 1685613540 1685613600 568 8 ACCEPT');
    expect(found).toMatchObject({ bytes: '568', packets: '8' });
  });

  it('gives no name to two numbers that may be ports or counts', () => {
    const found = named('eni-0a1b2c3d 10.0.0.1 10.0.0.2 40000 443 1685613540 1685613600 ACCEPT');
    expect(Object.keys(found)).toEqual(['interface-id', 'srcaddr', 'dstaddr', 'start', 'end', 'action']);
  });

  it.each([
    [
      'fields in the order of the alphabet',
      '123456789012 ACCEPT 1200 10.0.0.9 443 1685613600 eni-0a1b2c3d OK 9 192.0.2.7 51432 1685613540',
    ],
    [
      'four addresses that are no two pairs',
      'OK vpc-0a1b2c3d ACCEPT 10.0.1.15 203.0.113.9 51432 10.0.2.30 443 10.0.2.31 6',
    ],
    ['addresses apart from each other', 'eni-0a1b2c3d 10.0.0.9 443 10.0.0.7 51432 ACCEPT OK'],
  ])('gives no name to the addresses of %s, and no time the name of bytes', (_, line) => {
    const found = named(line);
    expect([found['srcaddr'], found['dstaddr']]).toEqual([undefined, undefined]);
    expect(found['action']).toBe('ACCEPT');
    expect([found['bytes'], found['packets']]).not.toContain('1685613600');
  });

  it.each([
    ['a sentence', 'ACCEPT the offer of 10.0.0.1 and be OK'],
    ['too few values', 'eni-0a1b2c3d ACCEPT OK'],
    ['other numbers', '1 2 3 4 5 6 7 8'],
  ])('refuses %s', (_, line) => {
    expect(inferFlowLayout(line.split(' '))).toBeUndefined();
  });

  it('finds identifiers and action in whatever order they stand', () => {
    const values = ['eni-0a1b2c3d', '10.0.0.1', '10.0.0.2', 'REJECT', 'OK', '123456789012', 'eu-west-1', 'ingress'];
    fc.assert(
      fc.property(fc.shuffledSubarray(values, { minLength: values.length }), (shuffled) => {
        const found = named(shuffled.join(' '));
        expect(found).toMatchObject({
          'interface-id': 'eni-0a1b2c3d',
          action: 'REJECT',
          'log-status': 'OK',
          'account-id': '123456789012',
          region: 'eu-west-1',
          'flow-direction': 'ingress',
        });
        const [first, second] = ['10.0.0.1', '10.0.0.2'].map((address) => shuffled.indexOf(address));
        const sides = [found['srcaddr'], found['dstaddr']].filter((side) => side !== undefined);
        // Side by side they are source and destination; apart from each other they could be either.
        expect(sides.length === 2 || Math.abs(first! - second!) > 1 || sides.length === 0).toBe(true);
        if (sides.length > 0)
          expect(sides).toEqual([shuffled[Math.min(first!, second!)], shuffled[Math.max(first!, second!)]]);
      }),
      { numRuns: 50 },
    );
  });
});
