import { hashId, type CountContribution } from '@bellwether/log-model';

/** Sequence of a record to the lane its counts go to. */
export type Lanes = ReadonlyMap<string, string>;

/** What is asked of a batch. */
interface KeyedBatch {
  readonly shard: string;
  readonly records: readonly { readonly sequence: string; readonly partitionKey?: string }[];
}

/**
 * The lanes of a shard that several invocations read side by side: one a partition key, because that is what order is kept of
 * there. What a lane counts stands in rows of its own, so the watermark of a row is only ever moved by records in order.
 *
 * A key's lane must not be shared with another key: which keys are read together is the service's affair.
 */
export const lanesOf = ({ shard, records }: KeyedBatch): Lanes =>
  new Map(records.map(({ sequence, partitionKey }) => [sequence, `${shard}-${hashId(partitionKey ?? '')}`]));

/** Contributions by what guards them: the shard, or their lanes; each in the order given. */
export const byLane = (
  shard: string,
  lanes: Lanes | undefined,
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
