/** How long stored items live. */
export interface Retention {
  /** Days after the last write; DynamoDB deletes some days later, so reads leave expired items out by themselves. */
  readonly retentionDays: number;
  /** Epoch milliseconds UTC; the machine's clock when absent. */
  readonly now?: () => number;
}

const daySeconds = 86_400;

/** The present, epoch seconds: the unit of DynamoDB's TTL. */
export const nowSeconds = ({ now = Date.now }: Retention): number => Math.floor(now() / 1_000);

/** When an item written now expires, epoch seconds. Counted from the write and not from the event, so that replayed old data lives. */
export const expirySeconds = (retention: Retention): number =>
  nowSeconds(retention) + Math.ceil(retention.retentionDays * daySeconds);
