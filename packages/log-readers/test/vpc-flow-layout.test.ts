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
    const found = named('eni-0a1b2c3d 10.0.0.1 10.0.0.2 1685613540 1685613600 568 8 ACCEPT');
    expect(found).toMatchObject({ bytes: '568', packets: '8' });
  });

  it('gives no name to two numbers that may be ports or counts', () => {
    const found = named('eni-0a1b2c3d 10.0.0.1 10.0.0.2 40000 443 1685613540 1685613600 ACCEPT');
    expect(Object.keys(found)).toEqual(['interface-id', 'srcaddr', 'dstaddr', 'start', 'end', 'action']);
  });

  it.each([
    ['a sentence', 'ACCEPT the offer of 10.0.0.1 and be OK'],
    ['too few values', 'eni-0a1b2c3d ACCEPT OK'],
    ['other numbers', '1 2 3 4 5 6 7 8'],
  ])('refuses %s', (_, line) => {
    expect(inferFlowLayout(line.split(' '))).toBeUndefined();
  });

  it('finds identifiers, addresses and action in whatever order they stand', () => {
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
        expect([found['srcaddr'], found['dstaddr']].sort()).toEqual(['10.0.0.1', '10.0.0.2']);
      }),
      { numRuns: 50 },
    );
  });
});
