import { gunzipSync, gzipSync } from 'node:zlib';
import { ownRules } from '@bellwether/detections';
import { knownLines, knownLineStages, LineKinds } from '@bellwether/known-lines';
import { compileRules, countEvents, type UnderstoodEvent } from '@bellwether/log-model';
import { countEvidence, gatherCandidates } from '@bellwether/log-model/decide';
import {
  BatchAccount,
  createLearntCore,
  readBatch,
  streamBatch,
  takeBatches,
  type LearntCore,
  type ShardBatch,
} from '@bellwether/pipeline';
import { arrivalMs, liveLines } from './live-lines.ts';
import { measuredRounds, medianOf, warmUpRounds } from './rounds.ts';

export interface CoreSpeed {
  readonly events: number;
  /** Events a second by the naive decode alone: base64 where there is any, gunzipSync, toString, JSON.parse. */
  readonly boundPerSecond: number;
  /** Events a second from the same bytes to counts and findings to be. */
  readonly corePerSecond: number;
}

export interface CloudWatchSpeed extends CoreSpeed {
  /** The same with an event made of every line. */
  readonly eventsPerSecond: number;
  /** Lines that were counted without making an event of them, in [0, 1]. */
  readonly fastPathScore: number;
  /** Events a second over the bound's, of lines that the core had not seen before. */
  readonly unseenOverBound: number;
}

const unseenRounds = 5;
const linesOfPayload = 500;
const payloadsOfBatch = 20;

/** What becomes of understood events before any effect: counters, and what is to be decided. */
const conclude = (events: readonly UnderstoodEvent[]): void => {
  countEvents(events);
  const evidence = events.flatMap((event) => event.evidence);
  countEvidence(evidence);
  gatherCandidates(evidence);
};

const inGroupsOf = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/** Subscription payloads as a Lambda function is given them: 500 events each, gzip, base64. */
const payloadsOf = (data: string): readonly string[] =>
  liveLines(data).flatMap(({ name, lines }) =>
    inGroupsOf(lines, linesOfPayload).map((group, index) =>
      gzipSync(
        JSON.stringify({
          messageType: 'DATA_MESSAGE',
          owner: '111122223333',
          logGroup: `/bench/${name}`,
          logStream: `stream-${index % 4}`,
          subscriptionFilters: ['all'],
          logEvents: group.map((message, at) => ({
            id: String(37_000_000_000_000_000n + BigInt(index * linesOfPayload + at)).padStart(56, '3'),
            timestamp: arrivalMs + at,
            message,
          })),
        }),
      ).toString('base64'),
    ),
  );

/** Batches as a stream gives them to a function. */
const batchesOf = (payloads: readonly string[]): readonly (() => ShardBatch)[] =>
  inGroupsOf(payloads, payloadsOfBatch).map((group) => () => ({
    shard: 'shard',
    records: group.map((payload, index) => ({
      sequence: String(index).padStart(20, '0'),
      arrivalMs,
      data: Buffer.from(payload, 'base64'),
    })),
  }));

const options = { ownLogGroupPrefixes: ['/aws/lambda/bellwether-'] };

/** A core that knows nothing yet and has no store to load from. */
const openCore = (): LearntCore =>
  createLearntCore(
    { templates: { load: async () => [], save: async () => undefined, forget: async () => undefined } },
    { rules: compileRules(ownRules), stages: knownLineStages },
  );

/** Takes batches to counters and to what is to be decided, as `createIngest` does; gives back how many events were made. */
type Way = (batches: readonly (() => ShardBatch)[]) => Promise<number>;

/** Where the archive keeps payloads: lines of a known kind are counted only. */
const countingKnownLines = async (): Promise<Way> => {
  const core = openCore();
  const account = new BatchAccount(options.ownLogGroupPrefixes);
  const reader = await knownLines(0).openReader({
    core,
    account,
    parts: { rules: compileRules(ownRules) },
    keepsPayloads: true,
  });
  return async (batches) => {
    let made = 0;
    for (const batch of batches) {
      for await (const { taken } of takeBatches(reader, streamBatch(batch(), false))) {
        conclude(taken.events);
        made += taken.events.length;
      }
    }
    return made;
  };
};

/** Where the archive keeps redacted events: an event is made of every line. */
const makingEvents = (): Way => {
  const core = openCore();
  const lineKinds = new LineKinds();
  return async (batches) => {
    let made = 0;
    for (const batch of batches) {
      const events = await core.understand(readBatch(batch(), { ...options, knownLines: lineKinds }).records);
      conclude(events);
      made += events.length;
    }
    return made;
  };
};

const decode = (payloads: readonly string[]): void => {
  for (const payload of payloads) JSON.parse(gunzipSync(Buffer.from(payload, 'base64')).toString());
};

/** Milliseconds that pieces of work take in turn, after rounds that let the compiler settle: the median of each. */
const medians = async (works: readonly (() => Promise<unknown>)[], rounds: number): Promise<readonly number[]> => {
  const times: number[][] = works.map(() => []);
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) {
      const startMs = performance.now();
      await work();
      if (round >= 0) times[index]?.push(performance.now() - startMs);
    }
  }
  return times.map(medianOf);
};

/** Lines that were not seen before, by a core that has learnt from as many others of the same systems. */
const measureUnseen = async (payloads: readonly string[]): Promise<number> => {
  const [learnt, unseen] = [0, 1].map((half) => payloads.filter((_, index) => index % 2 === half)) as [
    string[],
    string[],
  ];
  const ratios: number[] = [];
  for (let round = 0; round < unseenRounds; round += 1) {
    const way = await countingKnownLines();
    await way(batchesOf(learnt));
    const boundMs = performance.now();
    decode(unseen);
    const startMs = performance.now();
    await way(batchesOf(unseen));
    ratios.push((startMs - boundMs) / (performance.now() - startMs));
  }
  return medianOf(ratios);
};

export const measureCloudWatch = async (data: string): Promise<CloudWatchSpeed> => {
  const payloads = payloadsOf(data);
  const batches = batchesOf(payloads);
  const events = liveLines(data).reduce((sum, { lines }) => sum + lines.length, 0);
  const [counting, making] = [await countingKnownLines(), makingEvents()];
  let made = 0;
  const [bound = 0, core = 0, full = 0] = await medians(
    [async () => decode(payloads), async () => (made = await counting(batches)), async () => making(batches)],
    measuredRounds,
  );
  const perSecond = (tookMs: number): number => (events / tookMs) * 1_000;
  return {
    events,
    boundPerSecond: perSecond(bound),
    corePerSecond: perSecond(core),
    eventsPerSecond: perSecond(full),
    fastPathScore: 1 - made / events,
    unseenOverBound: await measureUnseen(payloads),
  };
};
