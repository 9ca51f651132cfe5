/** What the events of a deployment cost, by the formula of docs/deploy.md. Dollars of us-east-1's list prices; check them before relying on them. */

/** How events come through, means per event unless said otherwise. */
export interface EventShape {
  /** DynamoDB write requests. */
  readonly writes: number;
  /** Size of a written item, KB; billed by the whole KB. */
  readonly itemKb: number;
  /** Memory of the function, GB. */
  readonly memoryGb: number;
  /** Run time of the function, seconds. */
  readonly seconds: number;
  readonly eventsPerObject: number;
  readonly eventsPerInvocation: number;
  /** Compressed size in the lake, bytes. */
  readonly gzBytes: number;
}

/** Dollars an event: DynamoDB writes, Lambda time, S3 requests, five months of S3, Lambda requests. */
export const costOfEvent = (event: EventShape): number =>
  0.625e-6 * Math.ceil(event.itemKb) * event.writes +
  1.667e-5 * event.memoryGb * event.seconds +
  5e-6 / event.eventsPerObject +
  0.12e-9 * event.gzBytes +
  0.2e-6 / event.eventsPerInvocation;

export interface Size {
  readonly name: string;
  readonly eventsPerDay: number;
  readonly shards: number;
  readonly isOnDemand: boolean;
  /** Scopes (log group and severity class) that a batch touches. */
  readonly scopes: number;
}

export const sizes: readonly Size[] = [
  { name: 'small', eventsPerDay: 1e6, shards: 1, isOnDemand: false, scopes: 5 },
  { name: 'medium', eventsPerDay: 20e6, shards: 4, isOnDemand: true, scopes: 20 },
  { name: 'large', eventsPerDay: 500e6, shards: 16, isOnDemand: true, scopes: 40 },
];

/** Bytes of a line as it is logged, and what gzip leaves of it. */
export const lineBytes = 300;
const gzBytes = 30;

/** The trigger's own settings: seconds a batch waits to fill, and records it contains at most. */
const batchSeconds = 60;
const maxEventsPerBatch = 10_000;

/** Metrics the default deployment's 32 alarms read, each of which is billed: one alarm reads four, one three, two two. The stack's tests check the number. */
const alarmedMetrics = 39;
const daysAMonth = 30;
const hoursAMonth = 720;

export interface MonthlyCost {
  readonly size: Size;
  readonly eventsPerInvocation: number;
  /** By the formula. */
  readonly events: number;
  /** The stream: its hours and what goes through it, in and out once. */
  readonly stream: number;
  /** One key, and the alarms' metrics, whatever comes. */
  readonly idle: number;
  readonly total: number;
  readonly perMillion: number;
  /** What CloudWatch Logs takes for the same lines, with or without this deployment. */
  readonly logIngestion: number;
}

/** A month of a deployment of this size. */
export const monthlyCost = (size: Size): MonthlyCost => {
  const eventsPerMonth = size.eventsPerDay * daysAMonth;
  const perShardSecond = size.eventsPerDay / 86_400 / size.shards;
  const eventsPerInvocation = Math.min(maxEventsPerBatch, Math.max(1, perShardSecond * batchSeconds));
  // An invocation takes 15 ms besides its events. Of those it reads 18,000 a second with the 0.58 processors that 1 GB has: bench/results
  // shows 31 us of a whole one per event.
  const seconds = 0.015 / eventsPerInvocation + 1 / 18_000;
  const events =
    eventsPerMonth *
    costOfEvent({
      writes: size.scopes / eventsPerInvocation + 0.001,
      itemKb: 2,
      memoryGb: 1,
      seconds,
      // One object per source in a batch; a batch of few events contains few sources.
      eventsPerObject: eventsPerInvocation / 2,
      eventsPerInvocation,
      gzBytes,
    });
  // CloudWatch Logs puts compressed records onto the stream.
  const streamGb = (eventsPerMonth * gzBytes) / 1e9;
  const stream = size.isOnDemand
    ? hoursAMonth * 0.04 + streamGb * (0.08 + 0.04)
    : hoursAMonth * size.shards * 0.015 + (eventsPerMonth / 100) * 0.014e-6;
  const idle = 1 + alarmedMetrics * 0.1;
  const total = events + stream + idle;
  return {
    size,
    eventsPerInvocation,
    events,
    stream,
    idle,
    total,
    perMillion: (total / eventsPerMonth) * 1e6,
    logIngestion: ((eventsPerMonth * lineBytes) / 1e9) * 0.5,
  };
};
