import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ownRules } from '@bellwether/detections';
import { createTrailLane, type LaneRecord, type TrailLane } from '@bellwether/known-lines';
import {
  compileRules,
  countEvents,
  countSignals,
  createRecordSplitter,
  gatherMatters,
  gunzip,
} from '@bellwether/log-model';
import {
  createLearntCore,
  defaultObjectLimits,
  type LearntCore,
  openObjectReader,
  understandItems,
} from '@bellwether/pipeline';
import { readLines } from '../data.ts';
import type { CoreSpeed } from './core.ts';
import { medianOf } from './rounds.ts';

const recordsOfFile = 1_000;
const allRecords = 39_600;
/** Longest decompressed file, in bytes. */
const fileLimitBytes = 256 * 1024 * 1024;
const noticedMs = Date.UTC(2026, 0, 15, 12);
const [measuredRounds, warmUpRounds] = [9, 2];

/** Files as CloudTrail writes them: `{"Records":[...]}`, gzip; the public attack stream repeated. */
const filesOf = (data: string): readonly Buffer[] => {
  const lines = readLines(join(data, '04-cloudtrail/invictus_stream.jsonl.gz'));
  const records = Array.from({ length: allRecords }, (_, index) => lines[index % lines.length] ?? '');
  return Array.from({ length: Math.ceil(allRecords / recordsOfFile) }, (_, index) =>
    gzipSync(`{"Records":[${records.slice(index * recordsOfFile, (index + 1) * recordsOfFile).join(',')}]}`),
  );
};

/** What one way made of all files. */
interface Made {
  readonly events: number;
  readonly contributions: number;
  readonly signals: number;
}

/** From a file's bytes to counters and what is to be decided, by the code that ingests objects. */
const understandFile = async (file: Buffer, key: string, core: LearntCore, lane?: TrailLane): Promise<Made> => {
  const unzipped = gunzip(file, fileLimitBytes);
  if (!unzipped.ok) throw new Error(unzipped.failure.code);
  const limits = { ...defaultObjectLimits, batchRecords: recordsOfFile };
  const reader = openObjectReader({ bucket: 'bench', key, noticedMs }, limits, lane);
  const splitter = createRecordSplitter<LaneRecord>(reader.lane === undefined ? {} : { lane: reader.lane });
  for (const record of splitter.push(unzipped.bytes)) reader.take(record);
  const batch = reader.close();
  const { items, read } = batch;
  if (read.accounting.classified !== items.length) throw new Error('The bench data holds records that cannot be read.');
  const { events, contributions } = await understandItems(core, lane, batch);
  const signals = events.flatMap((event) => event.signals);
  const counted = [...countEvents(events), ...contributions, ...countSignals(signals)];
  gatherMatters(signals);
  return { events: events.length, contributions: counted.length, signals: signals.length };
};

const nothingStored = { templates: { load: async () => [], save: async () => undefined } };

export interface TrailSpeed extends CoreSpeed {
  /** Records that were counted without being made, in [0, 1]. */
  readonly laneScore: number;
  /** Events a second where every event is made, as the archive of redacted events needs it. */
  readonly eventsPerSecond: number;
}

/** The bound, the lane and the path that makes every event, in turn in every round. */
export const measureCloudTrail = async (data: string): Promise<TrailSpeed> => {
  const files = filesOf(data);
  const rules = compileRules(ownRules);
  const run = (lane?: TrailLane) => {
    const core = createLearntCore(nothingStored, { rules, keeps: lane === undefined ? 'events' : 'signals' });
    return async (): Promise<number> => {
      let made = 0;
      for (const [index, file] of files.entries()) made += (await understandFile(file, `${index}`, core, lane)).events;
      return made;
    };
  };
  const ways = {
    bound: async () => {
      for (const file of files) JSON.parse(gunzipSync(file).toString());
      return 0;
    },
    lane: run(createTrailLane(rules)),
    events: run(),
  };
  const times = { bound: [] as number[], lane: [] as number[], events: [] as number[] };
  let made = 0;
  for (let round = 0; round < warmUpRounds + measuredRounds; round += 1) {
    for (const way of ['bound', 'lane', 'events'] as const) {
      const startMs = performance.now();
      const events = await ways[way]();
      if (round >= warmUpRounds) times[way].push(performance.now() - startMs);
      if (way === 'lane') made = events;
    }
  }
  const perSecond = (way: keyof typeof times): number => (allRecords / medianOf(times[way])) * 1_000;
  return {
    events: allRecords,
    boundPerSecond: perSecond('bound'),
    corePerSecond: perSecond('lane'),
    laneScore: 1 - made / allRecords,
    eventsPerSecond: perSecond('events'),
  };
};
