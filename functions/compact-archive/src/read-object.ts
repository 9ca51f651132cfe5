import { readEventLine, splitPayloads, type ArchivedEvent } from '@bellwether/lake';
import { gunzip } from '@bellwether/log-model';
import { archivedOf, orderingKeysOf, readBatch, type DeclaredDatasets, type LearntCore } from '@bellwether/pipeline';
import type { Waiting } from './plan-groups.ts';

/** Maximum bytes of one object after decompression. */
const maxPlainBytes = 512 * 1024 * 1024;

/** Reads the events of one object of the lake; undefined when any part of it is damaged. */
export type ReadObject = (object: Waiting, bytes: Uint8Array) => Promise<readonly ArchivedEvent[] | undefined>;

/** Reads an object of understood events. */
export const readLines: ReadObject = async ({ dataset, records }, bytes) => {
  const unzipped = gunzip(bytes, maxPlainBytes);
  if (!unzipped.ok) return undefined;
  const events: ArchivedEvent[] = [];
  for (const line of Buffer.from(unzipped.bytes).toString('utf8').split('\n')) {
    if (line === '') continue;
    const event = readEventLine(line, dataset);
    if (event === undefined) return undefined;
    events.push({ ...(records === undefined ? {} : { shard: records.shard }), ...event });
  }
  return events;
};

/** Reads an object of raw records, through the core: the events are those that ingestion made of them, without secrets. */
export const readPayloads =
  (core: LearntCore, ownLogGroupPrefix: string, declaredDatasets?: DeclaredDatasets): ReadObject =>
  async ({ records }, bytes) => {
    const { payloads, isWhole } = splitPayloads(bytes);
    if (!isWhole || records === undefined) return undefined;
    const { shard } = records;
    const events: ArchivedEvent[] = [];
    for (const { bytes: data, ...position } of payloads) {
      const { sequence } = position;
      const batch = { shard, records: [{ ...position, data }] };
      const read = readBatch(batch, {
        ownLogGroupPrefixes: [ownLogGroupPrefix],
        ...(declaredDatasets && { declaredDatasets }),
      });
      const order = orderingKeysOf(batch, false)?.get(sequence) ?? shard;
      for (const understood of await core.understand(read.records)) events.push(archivedOf(understood, order));
    }
    return events;
  };
