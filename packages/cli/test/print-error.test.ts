import { describe, expect, it } from '@jest/globals';
import { asksForJson, codeOf, failureText } from '../src/print-error.ts';

describe('an error of the command', () => {
  it.each<[string, boolean]>([
    ['analyze x --format json', true],
    ['analyze --format=json', true],
    ['findings -f json', true],
    ['findings -fjson', true],
    ['analyze --format text', false],
    ['analyze json', false],
    ['parse --format', false],
  ])('is JSON where JSON is asked for: %s', (args, expected) => {
    expect(asksForJson(args.split(' '))).toBe(expected);
  });

  it('says what happened, as a sentence or as one line of JSON', () => {
    const failure = { code: codeOf(new RangeError('x')), message: 'No "such"\nthing.', exitCode: 2 };
    expect(failureText(failure, false)).toBe('bellwether: No "such"\nthing.');
    expect(failureText(failure, true)).not.toContain('\n');
    expect(JSON.parse(failureText(failure, true))).toEqual({ error: { ...failure, code: 'usage' } });
    expect(codeOf(new Error('disk'))).toBe('failed');
  });
});
