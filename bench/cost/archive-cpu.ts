import { gunzipSync, gzipSync } from 'node:zlib';
import { eventLine, joinPayloads, type ArchivedEvent } from '@bellwether/lake';
import { archivedOf, createLearntCore, readBatch, type ShardBatch } from '@bellwether/pipeline';
import { compileRules } from '@bellwether/log-model';
import { memoryPorts } from '@bellwether/testkit';
import { interleave } from '../speed/rounds.ts';
import type { BatchStream } from './streams.ts';

/** What filing the same events takes, over the time of the decode bound; and the bytes that are filed, by policy. */
export interface ArchiveCost {
  readonly events: number;
  readonly overBound: Readonly<Record<Way, number>>;
  readonly bytes: Readonly<Record<Way, number>>;
}

const ways = ['payload', 'redacted, level 1', 'redacted, level 3', 'redacted, level 6'] as const;
export type Way = (typeof ways)[number];

const payloadOf = (batch: ShardBatch): Uint8Array =>
  joinPayloads(batch.records.map(({ sequence, arrivalMs, data }) => ({ sequence, arrivalMs, bytes: data })));

/** Measures filing alone: what is filed is read and understood already, for either policy. */
export const measureArchive = async ({ batches }: BatchStream): Promise<ArchiveCost> => {
  const core = createLearntCore(memoryPorts(), { rules: compileRules([]) });
  const understood: (readonly ArchivedEvent[])[] = [];
  for (const batch of batches) {
    const { records } = readBatch(batch, { ownLogGroupPrefixes: [] });
    understood.push((await core.understand(records)).map((one) => archivedOf(one)));
  }
  const texts = batches.map(({ records }) => records.map(({ data }) => Buffer.from(data).toString('base64')));
  const linesOf = (events: readonly ArchivedEvent[]): string =>
    events.map((event) => eventLine(event, event.event.dataset)).join('');
  const redacted = (level: number): Uint8Array[] => understood.map((events) => gzipSync(linesOf(events), { level }));
  const works: Readonly<Record<Way, () => readonly Uint8Array[]>> = {
    payload: () => batches.map(payloadOf),
    'redacted, level 1': () => redacted(1),
    'redacted, level 3': () => redacted(3),
    'redacted, level 6': () => redacted(6),
  };
  const times = interleave({
    bound: () => {
      for (const batch of texts)
        for (const text of batch) JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString());
    },
    ...works,
  });
  const each = (value: (way: Way) => number): Record<Way, number> =>
    Object.fromEntries(ways.map((way) => [way, value(way)])) as Record<Way, number>;
  return {
    events: understood.reduce((sum, events) => sum + events.length, 0),
    overBound: each((way) => times[way] / times.bound),
    bytes: each((way) => works[way]().reduce((sum, { length }) => sum + length, 0)),
  };
};
