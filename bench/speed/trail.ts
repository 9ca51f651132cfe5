import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ownRules } from '@bellwether/detections';
import { knownTrailRecords } from '@bellwether/known-lines';
import { compileRules, countEvents, gunzip } from '@bellwether/log-model';
import { countEvidence, gatherCandidates } from '@bellwether/log-model/decide';
import {
  BatchAccount,
  createLearntCore,
  defaultObjectLimits,
  type ItemReader,
  objectBatches,
  takeBatches,
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
  readonly evidence: number;
}

async function* onePart(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}

/** From a file's bytes to counters and what is to be decided, by the code that ingests objects. */
const understandFile = async (file: Buffer, key: string, reader: ItemReader): Promise<Made> => {
  const unzipped = gunzip(file, fileLimitBytes);
  if (!unzipped.ok) throw new Error(unzipped.failure.code);
  const limits = { ...defaultObjectLimits, batchRecords: recordsOfFile };
  const source = objectBatches(nothingStored, { bucket: 'bench', key, noticedMs }, onePart(unzipped.bytes), {
    limits,
    declaredDataset: 'cloudtrail',
    ...(reader.openFastPath && { openFastPath: reader.openFastPath }),
  });
  const made = { events: 0, contributions: 0, evidence: 0 };
  let classified = 0;
  for await (const { taken } of takeBatches(reader, source)) {
    const evidence = taken.events.flatMap((event) => event.evidence);
    const counted = [...countEvents(taken.events), ...(taken.contributions ?? []), ...countEvidence(evidence)];
    gatherCandidates(evidence);
    classified += taken.accounting.classified;
    made.events += taken.events.length;
    made.contributions += counted.length;
    made.evidence += evidence.length;
  }
  if (classified === 0) throw new Error('The bench data holds records that cannot be read.');
  return made;
};

const nothingStored = {
  templates: { load: async () => [], save: async () => undefined, forget: async () => undefined },
  objects: { open: async () => 'not_found' as const },
};

export interface TrailSpeed extends CoreSpeed {
  /** Records that were counted without being made, in [0, 1]. */
  readonly fastPathScore: number;
  /** Events a second where every event is made, as the archive of redacted events needs it. */
  readonly eventsPerSecond: number;
}

/** The bound, the fast path and the path that makes every event, in turn in every round. */
export const measureCloudTrail = async (data: string): Promise<TrailSpeed> => {
  const files = filesOf(data);
  const rules = compileRules(ownRules);
  const run = (keepsPayloads: boolean) => {
    const core = createLearntCore(nothingStored, { rules, keeps: keepsPayloads ? 'evidence' : 'events' });
    const opened = knownTrailRecords.openReader({
      core,
      account: new BatchAccount([]),
      parts: { rules },
      keepsPayloads,
    });
    return async (): Promise<number> => {
      const reader = await opened;
      let made = 0;
      for (const [index, file] of files.entries()) made += (await understandFile(file, `${index}`, reader)).events;
      return made;
    };
  };
  const ways = {
    bound: async () => {
      for (const file of files) JSON.parse(gunzipSync(file).toString());
      return 0;
    },
    fastPath: run(true),
    events: run(false),
  };
  const times = { bound: [] as number[], fastPath: [] as number[], events: [] as number[] };
  let made = 0;
  for (let round = 0; round < warmUpRounds + measuredRounds; round += 1) {
    for (const way of ['bound', 'fastPath', 'events'] as const) {
      const startMs = performance.now();
      const events = await ways[way]();
      if (round >= warmUpRounds) times[way].push(performance.now() - startMs);
      if (way === 'fastPath') made = events;
    }
  }
  const perSecond = (way: keyof typeof times): number => (allRecords / medianOf(times[way])) * 1_000;
  return {
    events: allRecords,
    boundPerSecond: perSecond('bound'),
    corePerSecond: perSecond('fastPath'),
    fastPathScore: 1 - made / allRecords,
    eventsPerSecond: perSecond('events'),
  };
};
