import { SeriesScorer, type SeriesScore } from '@bellwether/anomaly-models';
import { createCsvReader, CsvError } from '../csv-rows.ts';

/** One row of a series, as the file has it, and what its value came to. */
export interface ScoredRow extends SeriesScore {
  readonly timestamp: string;
  readonly value: string;
}

/** What was odd about the rows of a file; none of it stops the scoring. */
export interface SeriesCounts {
  rows: number;
  anomalies: number;
  /** Rows whose value is not a number. */
  notNumbers: number;
  /** Rows that are not later than the one before them. */
  notLater: number;
}

const timeNames = /^(?:timestamp|time|date|datetime|@timestamp|ts)$/i;
const valueNames = /^(?:value|count|v)$/i;

interface Columns {
  readonly time: number;
  readonly value: number;
}

const isNumber = (text: string | undefined): boolean =>
  text !== undefined && text.trim() !== '' && Number.isFinite(Number(text));

/**
 * The columns of a file: by their names where the first row has names, else the first and the second.
 *
 * @throws CsvError when there is no such column
 */
const columnsOf = (first: readonly string[], column: string | undefined): Columns & { readonly hasNames: boolean } => {
  const names = first.map((name) => name.trim());
  const time = Math.max(
    0,
    names.findIndex((name) => timeNames.test(name)),
  );
  if (column !== undefined) {
    const value = names.indexOf(column);
    if (value < 0)
      throw new CsvError(`There is no column ${column}. The first row names: ${names.join(', ').slice(0, 200)}.`);
    return { time, value, hasNames: true };
  }
  const named = names.findIndex((name) => valueNames.test(name));
  if (named >= 0) return { time, value: named, hasNames: true };
  if (names.length < 2) throw new CsvError('A series needs two columns: a timestamp and a value.');
  return { time: 0, value: 1, hasNames: !isNumber(names[1]) };
};

/**
 * Scores a series of values, one row at a time and in the order of the file. A value that is not a number has the score 0.
 *
 * @param column  name of the column with the values; found by its name, or the second, when absent
 * @throws CsvError when the text is not CSV or has no such column
 */
export async function* scoreSeries(
  bytes: AsyncIterable<Uint8Array>,
  counts: SeriesCounts,
  { column, threshold }: { readonly column?: string; readonly threshold?: number } = {},
): AsyncGenerator<ScoredRow, void, undefined> {
  const reader = createCsvReader();
  const decoder = new TextDecoder('utf-8');
  const scorer = new SeriesScorer(threshold);
  let columns: Columns | undefined;
  let beforeMs = -Infinity;
  const take = (row: readonly string[]): ScoredRow | undefined => {
    if (columns === undefined) {
      const found = columnsOf(row, column);
      columns = found;
      if (found.hasNames) return undefined;
    }
    if (row.length === 1 && row[0]?.trim() === '') return undefined;
    const [timestamp = '', value = ''] = [row[columns.time], row[columns.value]];
    const timeMs = Date.parse(timestamp);
    if (timeMs <= beforeMs) counts.notLater += 1;
    if (!Number.isNaN(timeMs)) beforeMs = timeMs;
    if (!isNumber(value)) counts.notNumbers += 1;
    const scored = scorer.next(isNumber(value) ? Number(value) : Number.NaN);
    counts.rows += 1;
    if (scored.isAnomaly) counts.anomalies += 1;
    return { timestamp, value, ...scored };
  };
  function* takeAll(rows: readonly (readonly string[])[]) {
    for (const row of rows) {
      const scored = take(row);
      if (scored) yield scored;
    }
  }
  for await (const chunk of bytes) yield* takeAll(reader.push(decoder.decode(chunk, { stream: true })));
  yield* takeAll(reader.push(decoder.decode()));
  yield* takeAll(reader.end());
  if (columns === undefined) throw new CsvError('The file is empty.');
}
