import { QueryError } from './query-error.ts';

/** Values that order items, by which a page goes on: numbers and texts. */
export type CursorKey = readonly (string | number)[];

/**
 * An opaque cursor: the key of the last item seen. It contains nothing that its holder was not shown, and selects nothing: a page is
 * cut by the same filters whatever the cursor says.
 *
 * @example `cursorOf('findings', [1768478400000, 'f1'])`
 */
export const cursorOf = (question: string, key: CursorKey): string =>
  Buffer.from(JSON.stringify([question, ...key])).toString('base64url');

const refused = (cause?: unknown): QueryError =>
  new QueryError('bad_cursor', 'The cursor is not one of this question. Start at the first page.', { cause });

/**
 * The key of a cursor.
 *
 * @param shape  the type of each value, in order
 * @throws QueryError `bad_cursor` when it was made by another question or by hand
 */
export const keyOfCursor = <const Shape extends readonly ('string' | 'number')[]>(
  cursor: string,
  question: string,
  shape: Shape,
): { readonly [Index in keyof Shape]: Shape[Index] extends 'string' ? string : number } => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (cause) {
    throw refused(cause);
  }
  const [made, ...values] = Array.isArray(parsed) ? (parsed as unknown[]) : [];
  const fits = (value: unknown, index: number): boolean =>
    typeof value === shape[index] && (typeof value !== 'number' || Number.isFinite(value));
  if (made !== question || values.length !== shape.length || !values.every(fits)) throw refused();
  return values as never;
};
