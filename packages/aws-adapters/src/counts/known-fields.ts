import { ruleScopePrefix } from '@bellwether/log-model';
import { overflowField } from './count-updates.ts';
import { packField } from './field-names.ts';

/** What a row may name. DynamoDB refuses items beyond 400 KB, and bills each update of an item by the item's size. */
export interface RowRoom {
  /** Distinct fields. */
  readonly fields: number;
  /** Bytes of their names in all. */
  readonly nameBytes: number;
}

/** Room of a log group's row, of which three share an item: 1,000 templates take 13 KB. */
const groupRoom: RowRoom = { fields: 1_000, nameBytes: 100_000 };

/** Room of a row for the candidates of a rule, of which there are two a window: 4,000 candidates take 52 KB. */
const signalRoom: RowRoom = { fields: 4_000, nameBytes: 350_000 };

export const roomOf = (scope: string): RowRoom => (scope.startsWith(ruleScopePrefix) ? signalRoom : groupRoom);

/** Rows whose fields are remembered; the least recently used are forgotten first. */
const maxRows = 2_000;

/** Which fields each row holds, as far as this process has seen. Bounds the width of rows without reading them first. */
export interface KnownFields {
  has(rowKey: string): boolean;
  /** Adds names that the row holds. */
  learn(rowKey: string, fields: Iterable<string>): void;
  /**
   * The fields with newcomers folded into their family's `other` where the row has no room left. Totals stay. A row that
   * DynamoDB itself has called too large (`isFull`) takes newcomers under one name.
   */
  fit(rowKey: string, fields: ReadonlyMap<string, number>, room: RowRoom, isFull: boolean): ReadonlyMap<string, number>;
}

interface KnownRow {
  readonly fields: Set<string>;
  nameBytes: number;
}

const bytesOf = (field: string): number => Buffer.byteLength(packField(field));

export const knownFields = (): KnownFields => {
  const rows = new Map<string, KnownRow>();

  const touch = (rowKey: string): KnownRow => {
    const known = rows.get(rowKey) ?? { fields: new Set<string>(), nameBytes: 0 };
    rows.delete(rowKey);
    rows.set(rowKey, known);
    if (rows.size > maxRows) {
      const [oldest] = rows.keys();
      if (oldest !== undefined) rows.delete(oldest);
    }
    return known;
  };

  return {
    has: (rowKey) => rows.has(rowKey),
    learn: (rowKey, fields) => {
      const known = touch(rowKey);
      for (const field of fields) {
        if (known.fields.has(field)) continue;
        known.fields.add(field);
        known.nameBytes += bytesOf(field);
      }
    },
    fit: (rowKey, fields, room, isFull) => {
      const known = rows.get(rowKey);
      if (known === undefined) return fields;
      const fitted = new Map<string, number>();
      let fieldsLeft = isFull ? 0 : room.fields - known.fields.size;
      let bytesLeft = room.nameBytes - known.nameBytes;
      for (const [field, count] of fields) {
        let target = field;
        if (!known.fields.has(field)) {
          const hasRoom = fieldsLeft > 0 && bytesLeft > 0;
          if (!hasRoom) target = isFull && !known.fields.has(overflowField(field)) ? 'other' : overflowField(field);
          fieldsLeft -= 1;
          bytesLeft -= bytesOf(field);
        }
        fitted.set(target, (fitted.get(target) ?? 0) + count);
      }
      return fitted;
    },
  };
};
