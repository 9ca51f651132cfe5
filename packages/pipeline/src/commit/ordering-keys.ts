import { identify, type CountContribution } from '@bellwether/log-model';

/** Sequence of a record to the lane its counts go to. */
export type OrderingKeys = ReadonlyMap<string, string>;

const laneName = (shard: string, lane: string): string => `${shard}-${lane}`;

/** What is asked of a batch. */
interface KeyedBatch {
  readonly shard: string;
  readonly records: readonly { readonly sequence: string; readonly partitionKey?: string; readonly lane?: string }[];
}

/**
 * The lanes of a shard that several invocations read side by side: one a partition key, because that is what order is kept of
 * there. What a lane counts stands in rows of its own, so the watermark of a row is only ever moved by records in order.
 *
 * A key's lane must not be shared with another key: which keys are read together is the service's affair. What comes from an
 * archive brings its lane, and no key.
 *
 * @param areKeysRead  whether the keys of the records make lanes; without it only what names its lane has one
 * @returns undefined when no record has one
 */
export const orderingKeysOf = ({ shard, records }: KeyedBatch, areKeysRead: boolean): OrderingKeys | undefined => {
  const lanes = new Map<string, string>();
  for (const { sequence, partitionKey, lane } of records) {
    if (lane !== undefined) lanes.set(sequence, laneName(shard, lane));
    else if (areKeysRead && partitionKey !== undefined)
      lanes.set(sequence, laneName(shard, identify('ordering-key', partitionKey)));
  }
  return lanes.size === 0 ? undefined : lanes;
};

/** What an archive calls the lane of a record; undefined where it has none. */
export const orderingKeyOf = (shard: string, lanes: OrderingKeys | undefined, sequence: string): string | undefined =>
  lanes?.get(sequence)?.slice(shard.length + 1);

/** Contributions by what guards them: the shard, or their lanes; each in the order given. */
export const byOrderingKey = (
  shard: string,
  lanes: OrderingKeys | undefined,
  contributions: readonly CountContribution[],
): ReadonlyMap<string, readonly CountContribution[]> => {
  if (lanes === undefined) return new Map([[shard, contributions]]);
  const grouped = new Map<string, CountContribution[]>();
  for (const contribution of contributions) {
    const lane = lanes.get(contribution.sequence) ?? shard;
    const group = grouped.get(lane);
    if (group === undefined) grouped.set(lane, [contribution]);
    else group.push(contribution);
  }
  return grouped;
};
