import { gzipSync } from 'node:zlib';
import type { LogEvent } from '@bellwether/log-model';
import type { UnderstoodBatch } from './batch.ts';

/** One immutable object of the lake: gzip-compressed NDJSON, one event a line. */
export interface ArchiveObject {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const partitionOf = (event: LogEvent): string => {
  const iso = new Date(event.timestampMs).toISOString();
  return `events/source=${event.source}/date=${iso.slice(0, 10)}/hour=${iso.slice(11, 13)}`;
};

/** The line of an event in the lake. Partition columns stand in the path, not in the line. */
const lineOf = (sequence: string, event: LogEvent): string => {
  const { source, ...columns } = event;
  return `${JSON.stringify({ ...columns, sequence })}\n`;
};

/**
 * The objects of a batch, one a source and hour of event time, under paths made of the shard and the sequence range.
 * The same batch always gives the same bytes under the same paths; readers drop what overlapping batches wrote twice by
 * event id, as the `events` view does.
 */
export const archiveObjectsOf = (batch: UnderstoodBatch): readonly ArchiveObject[] => {
  const partitions = new Map<string, string[]>();
  for (const { sequence, event } of batch.events) {
    const partition = partitionOf(event);
    const lines = partitions.get(partition);
    if (lines) lines.push(lineOf(sequence, event));
    else partitions.set(partition, [lineOf(sequence, event)]);
  }
  return [...partitions].map(([partition, lines]) => ({
    path: `${partition}/${batch.shard}-${batch.firstSequence}-${batch.lastSequence}.ndjson.gz`,
    bytes: gzipSync(lines.join(''), { level: 1 }),
  }));
};
