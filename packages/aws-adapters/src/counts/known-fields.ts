import { overflowField } from './count-updates.ts';

/**
 * Distinct fields that a row takes under their own names. At 200 bytes a name and 10 a number that is 210 KB; DynamoDB
 * refuses items beyond 400 KB, and bills each update of a row by the row's size.
 */
export const mostFieldsPerRow = 1_000;

/** Rows whose fields are remembered; the least recently used are forgotten first. */
const mostRows = 2_000;

/** Which fields each row holds, as far as this process has seen. Bounds the width of rows without reading them first. */
export interface KnownFields {
  has(rowKey: string): boolean;
  /** Adds names that the row holds. */
  learn(rowKey: string, fields: Iterable<string>): void;
  /**
   * The fields with newcomers folded into their family's `other` where the row has no room left. Totals stay. A row that
   * DynamoDB itself has called too large (`isFull`) takes newcomers under one name.
   */
  fit(rowKey: string, fields: ReadonlyMap<string, number>, isFull: boolean): ReadonlyMap<string, number>;
}

export const knownFields = (): KnownFields => {
  const rows = new Map<string, Set<string>>();

  const touch = (rowKey: string): Set<string> => {
    const known = rows.get(rowKey) ?? new Set<string>();
    rows.delete(rowKey);
    rows.set(rowKey, known);
    if (rows.size > mostRows) {
      const [oldest] = rows.keys();
      if (oldest !== undefined) rows.delete(oldest);
    }
    return known;
  };

  return {
    has: (rowKey) => rows.has(rowKey),
    learn: (rowKey, fields) => {
      const known = touch(rowKey);
      for (const field of fields) known.add(field);
    },
    fit: (rowKey, fields, isFull) => {
      const known = rows.get(rowKey);
      if (known === undefined) return fields;
      const fitted = new Map<string, number>();
      let room = isFull ? 0 : mostFieldsPerRow - known.size;
      for (const [field, count] of fields) {
        const isNewcomer = !known.has(field);
        const overflow = isFull && !known.has(overflowField(field)) ? 'other' : overflowField(field);
        const target = isNewcomer && room <= 0 ? overflow : field;
        if (isNewcomer) room -= 1;
        fitted.set(target, (fitted.get(target) ?? 0) + count);
      }
      return fitted;
    },
  };
};
