import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ownRules } from '@bellwether/detections';
import {
  compileRules,
  countEvents,
  countSignals,
  createMiner,
  createRecordSplitter,
  createUnderstander,
  gatherMatters,
  gunzip,
  openStream,
  type RecordPlace,
  type UnderstoodEvent,
} from '@bellwether/log-model';
import { readBatch } from '@bellwether/pipeline';
import { readLines } from '../data.ts';
import { publicLines } from './public-lines.ts';
import { interleave } from './rounds.ts';

export interface CoreSpeed {
  readonly events: number;
  /** Events a second by the naive decode alone: base64 where there is any, gunzipSync, toString, JSON.parse. */
  readonly boundPerSecond: number;
  /** Events a second from the same bytes to counts and findings to be. */
  readonly corePerSecond: number;
}

const linesOfPayload = 500;
const payloadsOfBatch = 20;
const recordsOfFile = 1_000;
const cloudTrailRecords = 39_600;
const arrivalMs = Date.UTC(2026, 0, 15, 12);

/** What becomes of understood events before any effect: counters, and what is to be decided. */
const conclude = (events: readonly UnderstoodEvent[]): void => {
  countEvents(events);
  const signals = events.flatMap((event) => event.signals);
  countSignals(signals);
  gatherMatters(signals);
};

const inGroupsOf = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/** Subscription payloads as a Lambda function is given them: 500 events each, gzip, base64. */
const payloadsOf = (data: string): readonly string[] =>
  publicLines(data).flatMap(({ name, lines }) =>
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

export const measureCloudWatch = (data: string): CoreSpeed => {
  const payloads = payloadsOf(data);
  const events = publicLines(data).reduce((sum, { lines }) => sum + lines.length, 0);
  const understander = createUnderstander({ miner: createMiner(), rules: compileRules(ownRules) });
  const options = { ownLogGroupPrefixes: ['/aws/lambda/bellwether-'] };
  const batches = inGroupsOf(payloads, payloadsOfBatch);
  const times = interleave({
    bound: () => {
      for (const payload of payloads) JSON.parse(gunzipSync(Buffer.from(payload, 'base64')).toString());
    },
    core: () => {
      for (const batch of batches) {
        const records = batch.map((payload, index) => ({
          sequence: String(index).padStart(20, '0'),
          arrivalMs,
          data: Buffer.from(payload, 'base64'),
        }));
        const read = readBatch({ shard: 'shard', records }, options);
        conclude(read.records.map(({ record, place }) => understander.understand(record, place)));
      }
    },
  });
  return { events, boundPerSecond: (events / times.bound) * 1_000, corePerSecond: (events / times.core) * 1_000 };
};

/** Files as CloudTrail writes them: `{"Records":[...]}`, gzip; the public attack stream repeated. */
const filesOf = (data: string): readonly Buffer[] => {
  const lines = readLines(join(data, '04-cloudtrail/invictus_stream.jsonl.gz'));
  const records = Array.from({ length: cloudTrailRecords }, (_, index) => lines[index % lines.length] ?? '');
  return inGroupsOf(records, recordsOfFile).map((group) => gzipSync(`{"Records":[${group.join(',')}]}`));
};

/** Longest decompressed file, in bytes. */
const fileLimitBytes = 256 * 1024 * 1024;

export const measureCloudTrail = (data: string): CoreSpeed => {
  const files = filesOf(data);
  const understander = createUnderstander({ miner: createMiner(), rules: compileRules(ownRules) });
  const origin = { account: '', region: '', logGroup: 'CloudTrail/management', logStream: '' };
  const understandFile = (file: Buffer): readonly UnderstoodEvent[] => {
    const unzipped = gunzip(file, fileLimitBytes);
    if (!unzipped.ok) throw new Error(unzipped.failure.code);
    const splitter = createRecordSplitter();
    const stream = openStream(origin, { receivedMs: arrivalMs });
    return splitter
      .push(unzipped.bytes)
      .concat(splitter.end())
      .flatMap((record, index) => (record.kind === 'record' ? stream.push({ text: record.text }, index) : []))
      .concat(stream.flush())
      .flatMap(({ ordinal, outcome }) => {
        if (outcome.kind !== 'record') return [];
        const place: RecordPlace = { origin, sequence: String(ordinal).padStart(20, '0'), arrivalMs, fallbackId: '' };
        return [understander.understand(outcome.record, place)];
      });
  };
  const times = interleave({
    bound: () => {
      for (const file of files) JSON.parse(gunzipSync(file).toString());
    },
    core: () => {
      for (const file of files) conclude(understandFile(file));
    },
  });
  const events = cloudTrailRecords;
  return { events, boundPerSecond: (events / times.bound) * 1_000, corePerSecond: (events / times.core) * 1_000 };
};
