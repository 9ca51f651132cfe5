import { CounterRow, roomOf } from '@bellwether/log-model';
import { packField } from './field-names.ts';

/** Rows that are remembered; the least recently used are forgotten first. */
const maxRows = 2_000;

const bytesOf = (field: string): number => Buffer.byteLength(packField(field));

/** What each row counts, as far as this process has seen. Bounds the width of rows without reading them first. */
export interface KnownRows {
  get(rowKey: string): CounterRow | undefined;
  /** Takes a row for what was read of it; an empty one where there was none. */
  learn(rowKey: string, scope: string, fields: Iterable<readonly [string, number]>): CounterRow;
}

export const knownRows = (): KnownRows => {
  const rows = new Map<string, CounterRow>();
  const touch = (rowKey: string, row: CounterRow): CounterRow => {
    rows.delete(rowKey);
    rows.set(rowKey, row);
    if (rows.size > maxRows) {
      const [oldest] = rows.keys();
      if (oldest !== undefined) rows.delete(oldest);
    }
    return row;
  };
  return {
    get: (rowKey) => {
      const row = rows.get(rowKey);
      return row && touch(rowKey, row);
    },
    learn: (rowKey, scope, fields) => touch(rowKey, new CounterRow(roomOf(scope), bytesOf, fields)),
  };
};
