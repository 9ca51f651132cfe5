import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createMiner } from '../src/create-miner.ts';
import { extractParameters } from '../src/parameters.ts';
import { templateAsWildcards } from '../src/wildcards.ts';
import { anyText } from './log-lines.ts';

describe('extractParameters', () => {
  it.each([
    [
      'took <num> ms from <ip>',
      'took 5 ms from 10.0.0.1',
      [
        ['num', '5'],
        ['ip', '10.0.0.1'],
      ],
    ],
    ['wrote core.<num>', 'wrote core.2275', [['num', '2275']]],
    ['login user=<*> ok', 'login user= ok', [['*', '']]],
    [
      'deleted <num+> of <path>',
      'deleted 1 2 3 of /a/b',
      [
        ['num', '1 2 3'],
        ['path', '/a/b'],
      ],
    ],
    ['nothing varies', 'nothing varies', []],
  ])('takes the values of %j from %j', (template, message, values) => {
    expect(extractParameters(template, message)?.map(({ type, value }) => [type, value])).toEqual(values);
  });

  it('refuses a message of another template', () => {
    expect(extractParameters('took <num> ms', 'took 5 s')).toBeUndefined();
    expect(extractParameters('took <num> ms', 'took (5) ms')).toBeUndefined();
  });

  it('reads every message that its template stands for', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 30 }), (lines) => {
        const miner = createMiner();
        const ids = lines.map((line) => miner.learn('s', line, 1).templateId);
        lines.forEach((line, index) => {
          expect(extractParameters(miner.template('s', ids[index] ?? '')?.text ?? '', line)).toBeDefined();
        });
      }),
    );
  });
});

describe('templateAsWildcards', () => {
  it.each([
    ['took <num> ms from <ip>', 'took <*> ms from <*>'],
    ['block blk_<num> of /a/b/c', 'block <*> of <*>'],
    ['wrote core.<num> for user root', 'wrote core.<*> for user <*>'],
    ['ids <num+>  end', 'ids <*> end'],
    ['v<num>.<num> x', '<*> x'],
  ])('writes %j as %j', (text, wild) => {
    expect(templateAsWildcards(text)).toBe(wild);
  });
});
