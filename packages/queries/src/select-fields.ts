/** The named fields of an item, in the item's order; all of them when none is named. */
export const selectFields = <Item extends object, Field extends keyof Item>(
  item: Item,
  fields: readonly Field[] | undefined,
): Pick<Item, Field> =>
  fields === undefined
    ? item
    : (Object.fromEntries(Object.entries(item).filter(([name]) => fields.includes(name as Field))) as Pick<
        Item,
        Field
      >);
