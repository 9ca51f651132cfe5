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
 * Positions are `<padded sequence>.<part>`: as text they sort in the order of adding. Inside a record the part is how much of it was
 * added, the sum of its counts, from 1; after all of it, it is `~`.
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

/** Digits of a position inside a record. */
const partDigits = 9;

const positionInside = (sequence: string, added: number): string =>
  `${sequenceKey(sequence)}.${String(added).padStart(partDigits, '0')}`;

/** How much of a record a watermark says was added: 0 when it stands before the record, infinity after it. */
const addedBefore = (sequence: string, taken: string): number => {
  const [key, part] = [sequenceKey(sequence), taken.slice(taken.lastIndexOf('.') + 1)];
  if (!taken.startsWith(`${key}.`)) return taken < key ? 0 : Number.POSITIVE_INFINITY;
  return part === '~' ? Number.POSITIVE_INFINITY : Number(part);
};

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

/**
 * Cuts one record that has more fields than an update holds, or of which a part was added before.
 *
 * What was added is known by its sum, not by its fields: a retry may understand other templates, and then has other fields, or more or
 * fewer. The sum of all fields is the same, so no event is left out or counted twice, whatever its template is called now.
 *
 * @param before  how much of the record was added before; a sum of counts
 */
function* partsOf({ sequence, fields }: RecordFields, before: number): Generator<RowUpdate> {
  let rest = before;
  const left: [string, number][] = [];
  for (const [field, count] of [...fields].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (count > rest) left.push([field, count - rest]);
    rest = Math.max(0, rest - count);
  }
  let added = before;
  for (let start = 0; start < left.length; start += maxFieldsPerUpdate) {
    const part = left.slice(start, start + maxFieldsPerUpdate);
    const first = positionInside(sequence, added + 1);
    for (const [, count] of part) added += count;
    const isLast = start + maxFieldsPerUpdate >= left.length;
    yield { first, last: isLast ? positionBehind(sequence) : positionInside(sequence, added), fields: new Map(part) };
  }
}

/**
 * Cuts a row's contributions into updates, between records where it can: each update moves the watermark after all it adds,
 * so whatever part of them was made before a crash, the rest can be made again from the same records.
 *
 * @param taken  the row's watermark as far as known: records and parts up to it are left out. Every update begins after it,
 *   also when a record was cut otherwise before, so a retry always gets on.
 */
export const planUpdates = (contributions: readonly CountContribution[], taken = ''): readonly RowUpdate[] => {
  const updates: RowUpdate[] = [];
  let current: { first: string; last: string; fields: Map<string, number> } | undefined;
  for (const record of byRecord(contributions)) {
    const before = addedBefore(record.sequence, taken);
    if (before === Number.POSITIVE_INFINITY) continue;
    const isCut = before > 0 || record.fields.size > maxFieldsPerUpdate;
    let newFields = record.fields.size;
    if (current !== undefined) for (const field of record.fields.keys()) if (current.fields.has(field)) newFields -= 1;
    if (current !== undefined && current.fields.size + newFields > maxFieldsPerUpdate) {
      updates.push(current);
      current = undefined;
    }
    if (isCut) {
      if (current !== undefined) updates.push(current);
      current = undefined;
      updates.push(...partsOf(record, before));
      continue;
    }
    current ??= { first: positionInside(record.sequence, 1), last: '', fields: new Map<string, number>() };
    current.last = positionBehind(record.sequence);
    addAll(current.fields, record.fields);
  }
  if (current !== undefined) updates.push(current);
  return updates;
};
