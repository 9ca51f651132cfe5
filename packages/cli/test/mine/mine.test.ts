import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCsvReader, csvRow } from '../../src/csv-rows.ts';
import { columnOf, messagesOf, untilDamage } from '../../src/mine/messages-of.ts';
import { mine } from '../../src/mine/mine.ts';
import { gather, inPieces, inputOf } from '../parse/input-of.ts';

interface Row {
  readonly line: number;
  readonly id: string;
  readonly template: string;
}

const rowsOf = (lines: readonly string[]): readonly Row[] => {
  const reader = createCsvReader();
  const [header, ...body] = [...reader.push(lines.map((line) => `${line}\n`).join('')), ...reader.end()];
  expect(header).toEqual(['LineId', 'EventId', 'EventTemplate']);
  return body.map(([line, id, template]) => ({ line: Number(line), id: id ?? '', template: template ?? '' }));
};

const minedLines = async (text: string): Promise<readonly Row[]> =>
  rowsOf(await gather(mine(messagesOf(inputOf(text)))));
const minedColumn = async (text: string, column: string, pieceBytes = 7): Promise<readonly Row[]> =>
  rowsOf(await gather(mine(columnOf(inPieces(Buffer.from(text), pieceBytes), column))));

describe('mine', () => {
  it('gives the templates of what stands before the damage in compressed data', async () => {
    const whole = gzipSync(Array.from({ length: 3_000 }, (_, n) => `INFO line ${n * 7919} said ${n}`).join('\n'));
    const sentences: string[] = [];
    const messages = untilDamage(messagesOf(inputOf(whole.subarray(0, -20))), (sentence) => sentences.push(sentence));
    const rows = rowsOf(await gather(mine(messages)));
    expect(rows.length).toBeGreaterThan(1_000);
    expect(rows[0]?.template).toBe('line <*> said <*>');
    expect(sentences).toEqual([expect.stringContaining('ends too early')]);
  });

  it('gives every line its number, and the template that it has at the end', async () => {
    const rows = await minedLines(
      [
        '2026-01-15 12:00:00 INFO session 17 opened, quickly',
        '2026-01-15 12:00:01 INFO disk is full',
        '2026-01-15 12:00:02 WARN session 18 opened, quickly',
        '2026-01-15 12:00:03 INFO session 19 opened, quickly',
      ].join('\n'),
    );
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
    expect(new Set([rows[0]?.id, rows[2]?.id, rows[3]?.id]).size).toBe(1);
    expect(rows[0]?.template).toBe('session <*> opened, quickly');
    expect(rows[0]).toMatchObject({ template: rows[3]?.template });
    expect(rows[1]?.template).toBe('disk is full');
  });

  it('takes one column of a CSV file as it is', async () => {
    const text = 'LineId,Content,Level\r\n1,"took 7 ms, in ""all""",INFO\r\n2,"took 9 ms, in ""all""",INFO\r\n';
    const rows = await minedColumn(text, 'Content');
    expect(rows).toHaveLength(2);
    expect(rows[0]?.id).toBe(rows[1]?.id);
    expect(rows[1]?.template).toBe('took <*> ms, in "all"');
  });

  it('lists the values of a position that has shown few, for people', async () => {
    const states = ['queued', 'packed', 'sent', 'held', 'paid', 'lost', 'back'];
    const text = ['Content', ...['sent', ...states].map((state, n) => `order ${n} has become ${state} today`)].join(
      '\n',
    );
    const messages = columnOf(inPieces(Buffer.from(text), 1_000), 'Content');
    const rows = rowsOf(await gather(mine(messages, undefined, true)));
    expect(rows[0]?.template).toBe('order <num> has become {sent|back|held|lost|packed|paid|queued} today');
  });

  it('shows no secret', async () => {
    const rows = await minedColumn('Content\nlogin with password=hunter2hunter2\n', 'Content');
    expect(JSON.stringify(rows)).not.toContain('hunter2');
  });

  it('writes no formula of a log into a spreadsheet, and no character that steers a terminal', async () => {
    const rows = await minedLines('=HYPERLINK("http://x","click")\n+cmd|calc\nred \u001b[31m \u009b1m \u202eevil\n');
    expect(rows.map(({ template }) => template[0])).toEqual(["'", "'", 'r']);
    expect(JSON.stringify(rows)).not.toMatch(/\\u001b|[\u007f-\u009f\u202a-\u202e]/);
  });

  it('gives a blank line neither id nor template', async () => {
    const rows = await minedLines('disk is full\n\ndisk is full\n');
    expect(rows[1]).toEqual({ line: 2, id: '', template: '' });
    expect(rows[2]?.id).toBe(rows[0]?.id);
  });

  it('gives one row for every row, however the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string(), { maxLength: 12 }),
        fc.integer({ min: 1, max: 9 }),
        async (values, cut) => {
          const text = ['n,Content', ...values.map((value, n) => csvRow([n, value]))].join('\n');
          const rows = await minedColumn(text, 'Content', cut);
          expect(rows.map(({ line }) => line)).toEqual(values.map((_, n) => n + 1));
          expect(rows.every(({ id }) => id !== '')).toBe(true);
          expect(await minedColumn(text, 'Content', 1_000)).toEqual(rows);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a column that is not there', 'a,b\n1,2\n', 'There is no column Content. The first row names: a, b.'],
    ['an empty file', '', 'The file is empty.'],
  ])('refuses %s', async (_name, text, sentence) => {
    await expect(minedColumn(text, 'Content')).rejects.toThrow(sentence);
  });
});
