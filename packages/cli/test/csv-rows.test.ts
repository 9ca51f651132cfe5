import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCsvReader, csvRow, CsvError } from '../src/csv-rows.ts';

const rowsOf = (text: string, pieceLength = text.length + 1): readonly (readonly string[])[] => {
  const reader = createCsvReader();
  const rows: (readonly string[])[] = [];
  for (let at = 0; at < text.length; at += pieceLength) rows.push(...reader.push(text.slice(at, at + pieceLength)));
  return [...rows, ...reader.end()];
};

describe('reading CSV', () => {
  it.each([
    [
      'plain fields',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'no line end behind the last row',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['both line ends', 'a\r\nb\nc\rd', [['a'], ['b'], ['c'], ['d']]],
    ['quotes, commas and line ends inside quotes', '"a ""b""","c,d","e\r\nf"\n', [['a "b"', 'c,d', 'e\r\nf']]],
    ['empty fields', ',"",\n', [['', '', '']]],
    ['a quote inside a bare field', 'a "b" c,d\n', [['a "b" c', 'd']]],
    ['a byte order mark', '\ufeffa,b\n', [['a', 'b']]],
    ['blank lines', 'a\n\n\r\nb\n\n', [['a'], ['b']]],
    ['one empty quoted field', '""\n', [['']]],
    ['nothing', '', []],
  ])('knows %s', (_name, text, rows) => {
    expect(rowsOf(text)).toEqual(rows);
  });

  it('gives back what was written, in pieces of any length', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r', ' '), maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        (rows, pieceLength) => {
          expect(rowsOf(rows.map((row) => `${csvRow(row)}\n`).join(''), pieceLength)).toEqual(rows);
        },
      ),
    );
  });

  it('refuses a quote that is never closed', () => {
    expect(() => rowsOf('a,b\n"c,d\n')).toThrow(new CsvError('Row 2 has a quote that is never closed.'));
  });

  it('refuses a row that does not end', () => {
    expect(() => rowsOf(`a\n"${'x'.repeat(3 * 1024 * 1024)}`, 65_536)).toThrow('Row 2 is too long');
  });
});
