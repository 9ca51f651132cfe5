import { describeReadFailure, redactionMark } from '@bellwether/log-model';
import { UnreadableRest } from '../analyze/open-bytes.ts';
import { unitsOfBytes } from '../analyze/read-units.ts';
import type { Input } from '../parse/open-input.ts';
import { createOutcomeReader, type LineOutcome } from '../parse/read-outcomes.ts';
import { createCsvReader, CsvError } from '../csv-rows.ts';

/**
 * Everything before the damage in compressed data; the damage itself goes to `report`.
 *
 * @param report  is given one sentence for a person
 */
export async function* untilDamage<Item>(
  items: AsyncIterable<Item>,
  report: (sentence: string) => void,
): AsyncGenerator<Item, void, undefined> {
  try {
    yield* items;
  } catch (error) {
    if (!(error instanceof UnreadableRest)) throw error;
    const { unread } = error;
    report(
      unread === undefined
        ? describeReadFailure(error.failure)
        : `It is ${unread.what}. Unpack it first: ${unread.advice.replace('bellwether analyze', 'bellwether mine')}`,
    );
  }
}

/** The text that a row is mined from; undefined for a line that contains no message. */
export type Message = string | undefined;

/**
 * The values of one column of a CSV file, one per row below the header.
 *
 * @throws CsvError when the text is not CSV or has no such column
 */
export async function* columnOf(
  bytes: AsyncIterable<Uint8Array>,
  column: string,
): AsyncGenerator<readonly Message[], void, undefined> {
  const reader = createCsvReader();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let columnIndex: number | undefined;
  const valuesOf = (rows: readonly (readonly string[])[]): readonly Message[] => {
    let body = rows;
    const [header] = rows;
    if (columnIndex === undefined) {
      if (header === undefined) return [];
      columnIndex = header.indexOf(column);
      if (columnIndex < 0)
        throw new CsvError(`There is no column ${column}. The first row names: ${header.join(', ').slice(0, 200)}.`);
      body = rows.slice(1);
    }
    const at = columnIndex;
    return body.map((row) => row[at] ?? '');
  };
  for await (const chunk of bytes) yield valuesOf(reader.push(decoder.decode(chunk, { stream: true })));
  yield valuesOf(reader.push(decoder.decode()));
  yield valuesOf(reader.end());
  if (columnIndex === undefined) throw new CsvError('The file is empty.');
}

/** A line that continues a record is mined by its own text: it stands in the file as a line of its own. */
const messageOf = ({ outcome, raw }: LineOutcome): Message => {
  if (outcome.kind === 'record')
    return outcome.record.isKeyBody ? redactionMark('private-key', '', undefined) : outcome.record.message;
  const isText = outcome.kind === 'dropped' && outcome.reason !== 'blank' && outcome.reason !== 'control_message';
  return isText ? raw.text.trim() : undefined;
};

/**
 * The messages of a log file after their headers, one for every line.
 *
 * @throws UnreadableRest after the last line before the damage
 */
export async function* messagesOf(input: Input): AsyncGenerator<readonly Message[], void, undefined> {
  const reader = createOutcomeReader(input.origin, input.receivedMs);
  try {
    for await (const { units } of unitsOfBytes(input.bytes))
      yield units.flatMap((unit) => reader.take(unit)).map(messageOf);
  } catch (error) {
    // What was held when the damage came is whole.
    if (error instanceof UnreadableRest) yield reader.end().map(messageOf);
    throw error;
  }
  yield reader.end().map(messageOf);
}
