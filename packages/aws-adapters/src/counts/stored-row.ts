import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unpackField } from './field-names.ts';
import { unpackPosition } from './position-code.ts';

// An item contains the rows of neighbouring windows. Its attributes, beside `pk`, `sk` and `ttl`: `<index>` is the watermark of the
// window with that index, `<index><packed field>` a count of it.

export type Item = Readonly<Record<string, AttributeValue>>;

/** One (scope, window, shard), as it is kept. */
export interface StoredRow {
  /** Position up to which the row has taken everything; empty when it has taken nothing. */
  readonly watermark: string;
  readonly fields: ReadonlyMap<string, number>;
}

/** Attribute that contains the watermark of an item's window. */
export const watermarkName = (index: number): string => String(index);

/** The rows of an item, by the index of their window. */
export const rowsOf = (item: Item): ReadonlyMap<number, StoredRow> => {
  const rows = new Map<number, { watermark: string; fields: Map<string, number> }>();
  for (const [name, { N, S }] of Object.entries(item)) {
    const index = name.charCodeAt(0) - 48;
    if (index < 0 || index > 9) continue;
    const row = rows.get(index) ?? { watermark: '', fields: new Map<string, number>() };
    rows.set(index, row);
    if (name.length === 1) row.watermark = unpackPosition(S ?? '');
    const field = name.length === 1 || N === undefined ? undefined : unpackField(name.slice(1));
    if (field !== undefined) row.fields.set(field, Number(N));
  }
  return rows;
};
