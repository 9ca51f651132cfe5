import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { bytesOfItem, isSameValue, unitsOf, type Item } from './item-size.ts';

/** A global secondary index, as far as its writes are billed. */
export interface BilledIndex {
  /** Attributes of the index's own key; an item that lacks one of them is not in the index. */
  readonly keys: readonly string[];
  /** Attributes beside the keys of index and table; all of them where it says so. */
  readonly include: readonly string[] | 'ALL';
}

/** What the index contains of an item: nothing where the item lacks a key. */
const entryOf = ({ keys, include }: BilledIndex, tableKeys: readonly string[], item: Item | undefined) => {
  if (item === undefined || keys.some((key) => item[key] === undefined)) return undefined;
  const names = include === 'ALL' ? Object.keys(item) : [...new Set([...tableKeys, ...keys, ...include])];
  return Object.fromEntries(
    names.flatMap((name): [string, AttributeValue][] => (item[name] === undefined ? [] : [[name, item[name]]])),
  );
};

const unitsOfEntry = (entry: Item): number => unitsOf(bytesOfItem(entry), 1_024);

/**
 * Write units that an index takes when an item changes: those of its entry when that comes or goes, of both when its key changes (it
 * is deleted and put), of the larger when something else of it changes, none when nothing does.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html, "Write capacity units"
 */
export const indexWriteUnits = (
  index: BilledIndex,
  tableKeys: readonly string[],
  before: Item | undefined,
  after: Item | undefined,
): number => {
  const [was, is] = [entryOf(index, tableKeys, before), entryOf(index, tableKeys, after)];
  if (was === undefined || is === undefined)
    return [was, is].reduce((sum, one) => sum + (one ? unitsOfEntry(one) : 0), 0);
  if (index.keys.some((key) => !isSameValue(was[key], is[key]))) return unitsOfEntry(was) + unitsOfEntry(is);
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  const isSame = [...names].every((name) => isSameValue(was[name], is[name]));
  return isSame ? 0 : Math.max(unitsOfEntry(was), unitsOfEntry(is));
};
