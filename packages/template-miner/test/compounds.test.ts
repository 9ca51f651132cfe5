import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCompound, signsIn } from '../src/compounds.ts';
import { maskWord } from '../src/masks.ts';
import { anyText } from './log-lines.ts';
import { maskedLines, maskedParts } from './masked-line.ts';

const everySign = signsIn('1:/', 0, 3);
const compounds: readonly (readonly [string, string])[] = [
  ['https://example.com/a', '<url>'],
  ['arn:aws:s3:::bucket', '<arn>'],
  ['10.0.0.1:80', '<endpoint>'],
  ['db.example.com:5432', '<endpoint>'],
  ['fe80::1', '<ip>'],
  ['12:30:01,123', '<time>'],
  ['00:1a:2b:3c:4d:5e', '<mac>'],
  ['5.2 KB', '<size>'],
  ['<1 sec', '<duration>'],
  ['/var/log', '<path>'],
  ['C:\\Windows', '<path>'],
];
const lines = fc
  .array(fc.constantFrom(...compounds.map(([text]) => text), ' ', ' ', ', ', '(', ')', 'user', '\u00e9', '.', '7'), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));

describe('a compound', () => {
  it('is found wherever its pattern matches, by the signs before the next white space', () => {
    fc.assert(
      fc.property(fc.oneof(lines, maskedLines, anyText), (text) => {
        for (let index = 0; index < text.length; index += 1) {
          const behind = text.slice(index).search(/\s/);
          const chunkEnd = behind < 0 ? text.length : index + behind;
          const signs = signsIn(text, index, chunkEnd);
          expect(readCompound(text, index, signs)).toEqual(readCompound(text, index, everySign));
        }
      }),
    );
  });

  it.each([
    ...'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ').map((month) => `${month} 17 07:07:00`),
    ...'Mon Tue Wed Thu Fri Sat Sun'.split(' ').map((day) => `${day} Jun 17 07:07:00 2005`),
    '2005-06-17 07:07:00',
    '07:07:00',
  ])('is a time: %j', (text) => {
    expect(readCompound(text, 0, everySign)).toEqual({ mask: '<time>', end: text.length });
  });

  it.each(compounds)('%j is %s', (text, mask) => {
    const chunkEnd = text.includes(' ') ? text.indexOf(' ') : text.length;
    expect(readCompound(text, 0, signsIn(text, 0, chunkEnd))).toEqual({ mask, end: text.length });
  });
});

describe('maskWord', () => {
  it('changes the words that contain a masked run, and no other', () => {
    const words = fc
      .array(
        fc.constantFrom(
          'a',
          'f',
          'Z',
          'x2',
          '7',
          '12',
          '503',
          '-',
          '.',
          '_',
          '/',
          '\u00e9',
          '\u7528',
          '\uffff',
          '\u007f',
          '@',
        ),
        {
          maxLength: 10,
        },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(words, (word) => {
        expect(maskWord(word) !== word).toBe(maskedParts(word).some((part) => typeof part !== 'string'));
      }),
    );
  });
});
