import * as z from 'zod/mini';

const maxCursorCharacters = 1_024;

/**
 * Paging fields of a query: at most `limit` items, from after `cursor`, which is the `next` of the page before.
 *
 * @param maxLimit  items that one page may contain
 */
export const pageShape = (usualLimit: number, maxLimit: number) => ({
  limit: z._default(z.int().check(z.minimum(1), z.maximum(maxLimit)), usualLimit),
  cursor: z.optional(
    z.string().check(z.minLength(1), z.maxLength(maxCursorCharacters), z.describe('`next` of the page before.')),
  ),
});

/** A page of items. A page may be short, even empty, and still have a `next`: only its absence says that nothing follows. */
export const pageOf = <Item extends z.core.$ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next: z.optional(z.string().check(z.describe('Cursor of the next page; absent on the last.'))),
  });

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Cursor of the next page; absent on the last. */
  readonly next?: string;
}
