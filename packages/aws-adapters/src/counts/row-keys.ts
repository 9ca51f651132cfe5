import { identify, spreadHash } from '@bellwether/log-model';
import { schemaVersion } from '../schema-version.ts';

// An item's key is `s3#<scope>`, 3 being the schema's version; its sort key `<first window>#<shard>`, so that one query reads the shards of a window or of a span.
// The registry of scopes stands under partitions of its own that no scope can name.

/**
 * Partitions of the registry of scopes. Every process notes its scopes when a day begins, all at once: in one partition, which
 * takes 1,000 writes a second, ten thousand scopes would stand in a queue. A reader asks each partition.
 */
const registryPartitions = 16;

const registryPartition = (index: number): string => `scopes${schemaVersion}#${index.toString(16)}`;

export const registryKeys: readonly string[] = Array.from({ length: registryPartitions }, (_, index) =>
  registryPartition(index),
);

/** Partition of the registry that a scope is noted in. */
export const registryKeyOf = (scope: string): string =>
  registryPartition(Number.parseInt(spreadHash(scope).slice(-1), 16) % registryPartitions);

const latePartition = (index: number): string => `late${schemaVersion}#${index.toString(16)}`;

/** Partitions of the notes of late windows: a replay notes thousands within a minute. */
export const lateKeys: readonly string[] = Array.from({ length: registryPartitions }, (_, index) =>
  latePartition(index),
);

/** Partition of the notes that a scope's late windows are noted in. */
export const lateKeyOf = (scope: string): string =>
  latePartition(Number.parseInt(spreadHash(scope).slice(-1), 16) % registryPartitions);

/** Partition of the backlogs; few are noted at a time. */
export const backlogKey = `late${schemaVersion}#backlog`;

/** Bytes of text kept of a name in a key. DynamoDB takes 2,048 in a partition key and 1,024 in a sort key. */
const maxNameBytes = 900;

/** Shift that makes every time positive: times between the years -29719 and 33658 sort as text. */
const shiftMs = 1e15;

const farthestMs = 9.9e14;

/** A name for use in a key; one that is too long keeps its beginning and gains an id of the whole. */
export const keyName = (name: string): string => {
  if (Buffer.byteLength(name) <= maxNameBytes) return name;
  return `${name.slice(0, maxNameBytes / 4)}~${identify('key-name', name)}`;
};

/** A time as 16 digits that sort as text. Times beyond what is representable are taken to the border. */
export const timeKey = (timeMs: number): string =>
  Math.floor(Math.min(Math.max(timeMs, -farthestMs), farthestMs) + shiftMs)
    .toString()
    .padStart(16, '0');

/** The time that `timeKey` wrote at the head of a sort key, epoch milliseconds UTC. */
export const timeOfKey = (sortKey: string): number => Number(sortKey.slice(0, 16)) - shiftMs;

/** Partition of a page of counted ids. */
export const countedIdsKey = (page: string): string => `i${schemaVersion}#${keyName(page)}`;

export const scopeKey = (scope: string): string => `s${schemaVersion}#${keyName(scope)}`;

export const itemSortKey = (itemStartMs: number, shard: string): string => `${timeKey(itemStartMs)}#${keyName(shard)}`;
