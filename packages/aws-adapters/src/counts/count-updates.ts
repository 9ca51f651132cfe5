import { isEarlierSequence, overflowField, sequenceKey } from '@bellwether/log-model';
import type { CountContribution } from '@bellwether/ports';

/**
 * Maximum number of fields in one update. DynamoDB takes an expression of 4 KB with 300 operators, where a field costs one operator and at
 * most 14 characters; the parsers of emulators give up between 150 and 180.
 */
export const maxFieldsPerUpdate = 150;

/** Bytes of a field's name. A longer one counts as its family's `other`. */
const maxFieldBytes = 200;

/**
 * What one update adds to one row of one shard.
 *
 * Positions are `<padded sequence>.<part>`, with the part `~` after a record's last: as text they sort in the order of adding.
 */
export interface RowUpdate {
  /** The update may be added while the row's watermark stands before this position. */
  readonly first: string;
  /** Becomes the row's watermark. */
  readonly last: string;
  readonly fields: ReadonlyMap<string, number>;
}

/** One (scope, window) with what is to be added, in sequence order. */
export interface RowContributions {
  readonly scope: string;
  readonly windowStartMs: number;
  readonly contributions: readonly CountContribution[];
}

interface RecordFields {
  readonly sequence: string;
  readonly fields: Map<string, number>;
}

/** Position after all that a record adds. */
const positionBehind = (sequence: string): string => `${sequenceKey(sequence)}.~`;

const positionOfPart = (sequence: string, part: number): string =>
  `${sequenceKey(sequence)}.${String(part).padStart(6, '0')}`;

/** Sorts in place. A shard's contributions come in order, so this mostly looks once and is done. */
const sortBySequence = (contributions: CountContribution[]): void => {
  const isSorted = contributions.every(({ sequence }, index) => {
    const previous = contributions[index - 1]?.sequence;
    return previous === undefined || previous === sequence || isEarlierSequence(previous, sequence);
  });
  if (isSorted) return;
  contributions.sort(({ sequence: left }, { sequence: right }) =>
    isEarlierSequence(left, right) ? -1 : isEarlierSequence(right, left) ? 1 : 0,
  );
};

/** Groups contributions by row, each group in sequence order. */
export const groupByRow = (contributions: readonly CountContribution[]): readonly RowContributions[] => {
  const rows = new Map<string, { scope: string; windowStartMs: number; contributions: CountContribution[] }>();
  for (const contribution of contributions) {
    const { scope, windowStartMs } = contribution;
    const key = `${windowStartMs} ${scope}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, { scope, windowStartMs, contributions: [contribution] });
    else row.contributions.push(contribution);
  }
  for (const row of rows.values()) sortBySequence(row.contributions);
  return [...rows.values()];
};

const addAll = (into: Map<string, number>, fields: Iterable<readonly [string, number]>): void => {
  for (const [field, count] of fields) into.set(field, (into.get(field) ?? 0) + count);
};

/** What each record adds, summed by field, in sequence order. */
function* byRecord(contributions: readonly CountContribution[]): Generator<RecordFields> {
  let record: RecordFields | undefined;
  for (const { sequence, field, count } of contributions) {
    if (record?.sequence !== sequence) {
      if (record !== undefined) yield record;
      record = { sequence, fields: new Map<string, number>() };
    }
    addAll(record.fields, [[Buffer.byteLength(field) <= maxFieldBytes ? field : overflowField(field), count]]);
  }
  if (record !== undefined) yield record;
}

/** Cuts one record that has more fields than an update holds. By name, so that a retry cuts it at the same fields. */
function* partsOf({ sequence, fields }: RecordFields): Generator<RowUpdate> {
  const sorted = [...fields].sort(([left], [right]) => (left < right ? -1 : 1));
  for (let start = 0, part = 0; start < sorted.length; start += maxFieldsPerUpdate, part += 1) {
    const end = start + maxFieldsPerUpdate;
    yield {
      first: positionOfPart(sequence, part),
      last: end < sorted.length ? positionOfPart(sequence, part) : positionBehind(sequence),
      fields: new Map(sorted.slice(start, end)),
    };
  }
}

/**
 * Cuts a row's contributions into updates, between records where it can: each update moves the watermark after all it adds,
 * so whatever part of them was made before a crash, the rest can be made again from the same records.
 *
 * @param taken  the row's watermark as far as known: records and parts up to it are left out. Every update begins behind it,
 *   also when a record was cut otherwise before, so a retry always gets on.
 */
export const planUpdates = (contributions: readonly CountContribution[], taken = ''): readonly RowUpdate[] => {
  const updates: RowUpdate[] = [];
  let current: { first: string; last: string; fields: Map<string, number> } | undefined;
  for (const record of byRecord(contributions)) {
    const isWide = record.fields.size > maxFieldsPerUpdate;
    if (!isWide && positionOfPart(record.sequence, 0) <= taken) continue;
    let newFields = record.fields.size;
    if (current !== undefined) for (const field of record.fields.keys()) if (current.fields.has(field)) newFields -= 1;
    if (current !== undefined && current.fields.size + newFields > maxFieldsPerUpdate) {
      updates.push(current);
      current = undefined;
    }
    if (isWide) {
      for (const part of partsOf(record)) if (part.first > taken) updates.push(part);
      continue;
    }
    current ??= { first: positionOfPart(record.sequence, 0), last: '', fields: new Map<string, number>() };
    current.last = positionBehind(record.sequence);
    addAll(current.fields, record.fields);
  }
  if (current !== undefined) updates.push(current);
  return updates;
};
