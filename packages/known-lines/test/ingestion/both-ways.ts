import { gzipSync } from 'node:zlib';
import { expect } from '@jest/globals';
import { ownRules } from '@bellwether/detections';
import { type DeclineCounts, knownLineStages, LineKinds } from '@bellwether/known-lines';
import { compileRules, countEvents, type CountContribution, type Template } from '@bellwether/log-model';
import {
  BatchAccount,
  createLearntCore,
  readBatch,
  streamBatch,
  takeBatches,
  type CoreParts,
  type LearntCore,
  type ShardBatch,
  type ShardRecord,
} from '@bellwether/pipeline';
import { KnownLineCounter, type CountedItems } from '../../src/ingestion/known-line-counter.ts';

export const arrivalMs = Date.UTC(2026, 2, 2, 12);
const rules = compileRules(ownRules);
const options = { ownLogGroupPrefixes: ['/aws/lambda/bellwether-'] };

/** One event of a payload. */
export interface Line {
  readonly text: string;
  readonly id?: string;
  readonly timestamp?: number;
}

let lastId = 0;
export const envelope = (logGroup: string, lines: readonly Line[]): Uint8Array =>
  gzipSync(
    JSON.stringify({
      messageType: 'DATA_MESSAGE',
      owner: '123456789012',
      logGroup,
      logStream: 'i-0123456789abcdef0',
      subscriptionFilters: ['all'],
      logEvents: lines.map(({ text, id, timestamp }, index) => ({
        id: id ?? String((lastId += 1)).padStart(56, '3'),
        timestamp: timestamp ?? arrivalMs - 60_000 + index,
        message: text,
      })),
    }),
    { level: 1 },
  );

export const recordOf = (data: Uint8Array, number: number): ShardRecord => ({
  sequence: String(number).padStart(20, '0'),
  arrivalMs: arrivalMs + number,
  data,
});

/** Sums by row and field, whatever order they came in. */
const summed = (contributions: readonly CountContribution[]): unknown => {
  const sums = new Map<string, number>();
  for (const { sequence, scope, windowStartMs, field, count } of contributions) {
    const key = JSON.stringify([sequence, scope, windowStartMs, field]);
    sums.set(key, (sums.get(key) ?? 0) + count);
  }
  return [...sums].sort(([left], [right]) => (left < right ? -1 : 1));
};

const openCore = (parts: Pick<CoreParts, 'stages'>): { readonly core: LearntCore; readonly saved: Template[] } => {
  const saved: Template[] = [];
  const templates = {
    load: async () => [],
    forget: async () => undefined,
    save: async (changes: readonly Template[]) => {
      saved.push(...changes);
    },
  };
  return { core: createLearntCore({ templates }, { rules, ...parts }), saved };
};

const sorted = (templates: readonly Template[]): readonly Template[] =>
  [...templates].sort((left, right) => (`${left.scope}${left.id}` < `${right.scope}${right.id}` ? -1 : 1));

const takeBatch = async (reader: KnownLineCounter, batch: ShardBatch): Promise<CountedItems> => {
  for await (const { taken } of takeBatches(reader, streamBatch(batch, false))) return taken;
  throw new Error('A batch has an end.');
};

/** What batches came to, taken both ways. */
export interface BothWays {
  /** Everything that can be observed of each batch: counts, evidence, whole templates, accounting, quarantine. */
  readonly results: readonly { readonly counter: unknown; readonly full: unknown }[];
  /** Lines that were only counted. */
  readonly counted: number;
  readonly declines: Readonly<DeclineCounts>;
}

/** Takes batches through the fast path, and reads and understands every line of them without anything of the fast path. */
export const takeBoth = async (batches: readonly ShardBatch[]): Promise<BothWays> => {
  const full = openCore({});
  const counter = openCore({ stages: knownLineStages });
  const account = new BatchAccount(options.ownLogGroupPrefixes);
  const reader = await KnownLineCounter.open(counter.core, account, { lineKinds: new LineKinds(), hashSeed: 0 });
  let counted = 0;
  const results: { readonly counter: unknown; readonly full: unknown }[] = [];
  for (const batch of batches) {
    const read = readBatch(batch, options);
    const events = await full.core.understand(read.records);
    await full.core.save();
    const taken = await takeBatch(reader, batch);
    await counter.core.save();
    counted += taken.accounting.classified - taken.events.length;
    const evidenceIn = (all: typeof events) =>
      all.flatMap((one) => one.evidence.map(({ evidence, event }) => ({ evidence, id: event.id })));
    results.push({
      counter: {
        counts: summed([...countEvents(taken.events), ...taken.contributions]),
        accounting: taken.accounting,
        quarantined: taken.quarantined,
        evidence: evidenceIn(taken.events),
        templates: sorted(counter.saved),
        redacted: counter.core.takeNotes(),
      },
      full: {
        counts: summed(countEvents(events)),
        accounting: read.accounting,
        quarantined: read.quarantined,
        evidence: evidenceIn(events),
        templates: sorted(full.saved),
        redacted: full.core.takeNotes(),
      },
    });
  }
  return { results, counted, declines: reader.declines };
};

export const expectSame = async (batches: readonly ShardBatch[]): Promise<Omit<BothWays, 'results'>> => {
  const { results, ...counts } = await takeBoth(batches);
  for (const { counter, full } of results) expect(counter).toEqual(full);
  return counts;
};

export const batchOf = (...groups: readonly (readonly Line[])[]): ShardBatch => ({
  shard: 'shard',
  records: groups.map((lines, index) => recordOf(envelope('/app/shop', lines), index + 1)),
});
