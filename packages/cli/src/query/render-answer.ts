import type { QueryAnswer } from '@bellwether/local-adapters';
import { escapedJson, oneLine, spreadsheetField } from '@bellwether/log-model';
import { csvRow } from '../csv-rows.ts';

export type AnswerFormat = 'text' | 'csv' | 'json';

type Cell = QueryAnswer['rows'] extends AsyncIterable<readonly (infer Value)[]> ? Value : never;

/** Rows that a table shows, and characters of a cell: its columns are as wide as what is in them. */
const maxTableRows = 1_000;
const maxCell = 120;

const textOf = (cell: Cell): string =>
  cell === null ? '' : typeof cell === 'object' ? JSON.stringify(cell) : String(cell);

/** A table for a terminal. Further rows are counted, not shown. */
async function* tableOf({ columns, rows }: QueryAnswer): AsyncGenerator<string, void, undefined> {
  const shown: (readonly string[])[] = [columns.map((name) => oneLine(name, maxCell))];
  let further = 0;
  for await (const row of rows) {
    if (shown.length > maxTableRows) further += 1;
    else shown.push(row.map((cell) => oneLine(textOf(cell), maxCell)));
  }
  const widths = columns.map((_, column) => Math.max(...shown.map((row) => row[column]?.length ?? 0)));
  for (const row of shown)
    yield row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  if (further > 0) yield `... and ${further} more rows: --format csv and --format json give all of them.`;
}

async function* csvOf({ columns, rows }: QueryAnswer): AsyncGenerator<string, void, undefined> {
  yield csvRow(columns);
  for await (const row of rows)
    // What a log wrote must not become a formula; a number of the answer stays one.
    yield csvRow(row.map((cell) => (typeof cell === 'number' ? cell : spreadsheetField(textOf(cell)))));
}

async function* jsonOf({ columns, rows }: QueryAnswer): AsyncGenerator<string, void, undefined> {
  for await (const row of rows)
    yield escapedJson(Object.fromEntries(columns.map((name, column) => [name, row[column]])));
}

/** The lines of an answer: a table, CSV (RFC 4180) with a first row of names, or one JSON object per row. */
export const renderAnswer = (answer: QueryAnswer, format: AnswerFormat): AsyncIterable<string> => {
  switch (format) {
    case 'csv':
      return csvOf(answer);
    case 'json':
      return jsonOf(answer);
    default:
      return tableOf(answer);
  }
};
