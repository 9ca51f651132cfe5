import { gzipSync } from 'node:zlib';
import type { ShardBatch, ShardRecord } from '@bellwether/pipeline';
import { encodeCloudWatchBatches, simulateDay, type SimulatedEvent } from '@bellwether/simulator';
import { spreadHash, openStream } from '@bellwether/log-model';
import { messagesOf, publicLines } from '../speed/public-lines.ts';

/** How the event source mapping cuts a shard into batches. */
export interface Cut {
  /** Seconds it waits for a fuller batch. */
  readonly windowSeconds: number;
  readonly shards: number;
}

export interface BatchStream {
  readonly events: number;
  /** Compressed bytes of all records. */
  readonly gzBytes: number;
  readonly batches: readonly ShardBatch[];
}

/** Bounds of a batch: records, and bytes as the function is given them, where base64 makes three bytes four. */
const maxRecords = 10_000;
const maxBytes = (6_000_000 * 3) / 4;

/** CloudWatch Logs sends a log stream's events on after seconds, or when a payload is full. */
const sentAfterMs = 5_000;
const eventsPerPayload = 500;

interface Envelope {
  readonly logGroup: string;
  readonly logStream: string;
  readonly logEvents: readonly { readonly timestamp: number }[];
}

/** Cuts envelopes into the batches of each shard, by the time their last event happened. */
const cutBatches = (envelopes: Iterable<string>, { windowSeconds, shards }: Cut): BatchStream => {
  const open = new Map<number, { records: ShardRecord[]; bytes: number; sinceMs: number }>();
  const batches: ShardBatch[] = [];
  let [events, gzBytes, place] = [0, 0, 0];
  const close = (shard: number): void => {
    const records = open.get(shard)?.records ?? [];
    if (records.length > 0) batches.push({ shard: `logs-shardId-${String(shard).padStart(12, '0')}`, records });
    open.delete(shard);
  };
  for (const text of envelopes) {
    const { logGroup, logStream, logEvents } = JSON.parse(text) as Envelope;
    const arrivalMs = logEvents.at(-1)?.timestamp ?? 0;
    const shard = Number.parseInt(spreadHash(logGroup + logStream).slice(0, 6), 16) % shards;
    const data = gzipSync(text);
    const batch = open.get(shard);
    const isFull =
      batch !== undefined &&
      (arrivalMs - batch.sinceMs >= windowSeconds * 1_000 ||
        batch.records.length >= maxRecords ||
        batch.bytes + data.length > maxBytes);
    if (isFull) close(shard);
    const current = open.get(shard) ?? { records: [], bytes: 0, sinceMs: arrivalMs };
    // As long as Kinesis's own: 56 digits, of the same order as numbers and as texts.
    current.records.push({ sequence: `49${String((place += 1)).padStart(54, '0')}`, arrivalMs, data });
    current.bytes += data.length;
    open.set(shard, current);
    events += logEvents.length;
    gzBytes += data.length;
  }
  for (const shard of open.keys()) close(shard);
  return { events, gzBytes, batches };
};

function* firstOf(events: Iterable<SimulatedEvent>, count: number): Generator<SimulatedEvent> {
  let taken = 0;
  for (const event of events) {
    if ((taken += 1) > count) return;
    yield event;
  }
}

/** The first `count` events of a simulated day of `eventsPerDay`: 17 log groups of 9 sources, as they write at night. */
export const simulatedStream = (eventsPerDay: number, count: number, cut: Cut): BatchStream => {
  const day = simulateDay({ seed: 7, startMs: Date.UTC(2026, 0, 15), events: eventsPerDay });
  return cutBatches(
    encodeCloudWatchBatches(firstOf(day, count), { eventsPerRecord: eventsPerPayload, maxWaitMs: sentAfterMs }),
    cut,
  );
};

const noonMs = Date.UTC(2026, 0, 15, 12);

/** The messages that say no time of their own. */
const withoutTimes = (messages: readonly string[]): readonly string[] => {
  const stream = openStream({ account: '', region: '', logGroup: '', logStream: '' }, { receivedMs: noonMs });
  return messages
    .flatMap((text, index) => stream.push({ text }, index))
    .concat(stream.flush())
    .flatMap(({ raw, outcome }) =>
      outcome.kind === 'record' && outcome.record.timestampMs !== undefined ? [] : [raw.text],
    );
};

/**
 * The messages of the public lines, one log group a system, as if they were written now, evenly: their own times span years,
 * which no stream does.
 *
 * @param keepsTimes  whether messages stay that contain a second time, of some day of those years
 */
export const publicStream = (data: string, eventsPerSecond: number, cut: Cut, keepsTimes = false): BatchStream => {
  const startMs = noonMs;
  const sets = publicLines(data).map((set) => {
    const messages = messagesOf(set);
    return { name: set.name, messages: keepsTimes ? messages : withoutTimes(messages) };
  });
  const total = sets.reduce((sum, { messages }) => sum + messages.length, 0);
  const events = sets
    .flatMap(({ name, messages }) =>
      messages.map((message, index) => ({
        timestampMs: startMs + Math.floor(((index + 0.5) / messages.length) * (total / eventsPerSecond) * 1_000),
        account: '111122223333',
        region: 'eu-central-1',
        logGroup: `/bench/${name}`,
        logStream: `stream-${index % 4}`,
        message,
      })),
    )
    .sort((left, right) => left.timestampMs - right.timestampMs);
  return cutBatches(
    encodeCloudWatchBatches(events, { eventsPerRecord: eventsPerPayload, maxWaitMs: sentAfterMs }),
    cut,
  );
};
