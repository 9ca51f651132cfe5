/** Whether something on AWS works, in the service's own words, such as `ACTIVE`, `Enabled` or `Failed`. */
export interface PartStatus {
  readonly status: string;
  /** What the service says beside it, such as the result of the last batch or the number of open shards. */
  readonly detail?: string;
}

/**
 * Looks at the parts of a deployment. Nothing is changed, and nothing costs more than a call.
 *
 * @throws PortError from each call: no credentials, no permission, no answer
 */
export interface DeploymentReads {
  /** The stream; `undefined` when there is none of this name. The detail is `<n> open shards`. */
  stream(name: string): Promise<PartStatus | undefined>;
  /** A function: `Active` when it can be invoked. `undefined` when there is none of this name. The detail says why an update failed. */
  functionStatus(name: string): Promise<PartStatus | undefined>;
  /** An event source mapping by its id: `Enabled` when it reads. The detail is the result of its last batch. */
  trigger(id: string): Promise<PartStatus | undefined>;
  /** Concurrent executions that the account may have, and how many of them no function has reserved. */
  concurrency(): Promise<{ readonly limit: number; readonly unreserved: number }>;
  /** ARNs that lines of the log group are delivered to; `undefined` when there is no such group. */
  subscriptions(logGroup: string): Promise<readonly string[] | undefined>;
  /** Messages that wait in a queue, by its name, about; `undefined` when there is no such queue. */
  waitingMessages(queueName: string): Promise<number | undefined>;
  /** Objects below a prefix of a bucket, at most `atMost` of them counted. */
  objects(bucket: string, prefix: string, atMost: number): Promise<number>;
  /** Asks a model to count the tokens of one word, which costs nothing. */
  countTokens(modelId: string): Promise<number>;
}
