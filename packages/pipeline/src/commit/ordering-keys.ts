import { identify, type CountContribution } from '@bellwether/log-model';

/** Sequence of a record to what guards its counts: the shard's name with the ordering key after it. */
export type OrderingKeys = ReadonlyMap<string, string>;

const guardName = (shard: string, orderingKey: string): string => `${shard}-${orderingKey}`;

/** What is asked of a batch. */
interface KeyedBatch {
  readonly shard: string;
  readonly records: readonly {
    readonly sequence: string;
    readonly partitionKey?: string;
    readonly orderingKey?: string;
  }[];
}

/**
 * The ordering keys of a shard that several invocations read side by side: one for each partition key, because the service keeps
 * order inside a key alone. What is counted under a key is stored in rows of its own, so the watermark of a row is only ever
 * moved by records in order.
 *
 * Two keys must not share an ordering key: which keys are read together is decided by the service. What comes from an archive
 * names its ordering key (`orderingKey`), and no partition key.
 *
 * @param areKeysRead  whether the partition keys of the records are used; without it only a record that names its ordering key has one
 * @returns undefined when no record has one
 */
export const orderingKeysOf = ({ shard, records }: KeyedBatch, areKeysRead: boolean): OrderingKeys | undefined => {
  const keys = new Map<string, string>();
  for (const { sequence, partitionKey, orderingKey } of records) {
    if (orderingKey !== undefined) keys.set(sequence, guardName(shard, orderingKey));
    else if (areKeysRead && partitionKey !== undefined)
      keys.set(sequence, guardName(shard, identify('ordering-key', partitionKey)));
  }
  return keys.size === 0 ? undefined : keys;
};

/** What an archive calls the ordering key of a record; undefined where it has none. */
export const orderingKeyOf = (shard: string, keys: OrderingKeys | undefined, sequence: string): string | undefined =>
  keys?.get(sequence)?.slice(shard.length + 1);

/** Contributions by what guards them: the shard, or their ordering keys; each in the order given. */
export const byOrderingKey = (
  shard: string,
  keys: OrderingKeys | undefined,
  contributions: readonly CountContribution[],
): ReadonlyMap<string, readonly CountContribution[]> => {
  if (keys === undefined) return new Map([[shard, contributions]]);
  const grouped = new Map<string, CountContribution[]>();
  for (const contribution of contributions) {
    const guard = keys.get(contribution.sequence) ?? shard;
    const group = grouped.get(guard);
    if (group === undefined) grouped.set(guard, [contribution]);
    else group.push(contribution);
  }
  return grouped;
};
