import { hourMs } from '@bellwether/log-model';

/**
 * Where things lie in the lake, the same in a bucket and in a folder:
 *
 *     events/dataset=.../date=.../hour=.../<shard>-<first>-<last>.ndjson.gz      understood, redacted events, one per line
 *     events-parquet/dataset=.../date=.../hour=.../<name>.parquet                the same of closed hours, sorted, each event once
 *     payloads/dataset=.../date=.../hour=.../<shard>-<first>-<last>.ndjson.gz    raw records, one per line
 *
 * Hours are of event time, UTC.
 */

/** First part of a path: what kind of thing lies there. */
export type LakeKind = 'events' | 'events-parquet' | 'payloads';

/** Stands for the dataset in the path of an object that contains several small ones; its lines name their own. */
export const mixedDataset = 'mixed';

/** Start of the hour that contains a time, epoch milliseconds UTC. */
export const hourOf = (timestampMs: number): number => Math.floor(timestampMs / hourMs) * hourMs;

/** The partition of a dataset and an hour, without a slash at its end. */
export const partitionPath = (kind: LakeKind, dataset: string, timestampMs: number): string => {
  const iso = new Date(timestampMs).toISOString();
  return `${kind}/dataset=${dataset}/date=${iso.slice(0, 10)}/hour=${iso.slice(11, 13)}`;
};

/** What an object is called whose records are `[first, last]` of a shard. */
export const objectName = (shard: string, first: string, last: string): string => `${shard}-${first}-${last}.ndjson.gz`;

/** What a path says of the object that lies there. */
export interface LakeObject {
  readonly path: string;
  readonly kind: LakeKind;
  readonly dataset: string;
  /** Start of its hour, epoch milliseconds UTC. */
  readonly hourMs: number;
  /** Absent for what was compacted, which contains many shards. */
  readonly records?: { readonly shard: string; readonly first: string; readonly last: string };
}

const pathPattern =
  /^(events|events-parquet|payloads)\/dataset=([a-z0-9-]{1,40})\/date=(\d{4}-\d{2}-\d{2})\/hour=(\d{2})\/([^/]{1,1024})$/;
const namePattern = /^(.{1,900})-(\d{1,128})-(\d{1,128})\.ndjson\.gz$/;

/** Reads a path of the lake; undefined for any other. */
export const readLakePath = (path: string): LakeObject | undefined => {
  const [, kind, dataset, date, hour, name] = pathPattern.exec(path) ?? [];
  if (kind === undefined || dataset === undefined || name === undefined) return undefined;
  const startMs = Date.parse(`${date}T${hour}:00:00Z`);
  if (Number.isNaN(startMs)) return undefined;
  const object = { path, kind: kind as LakeKind, dataset, hourMs: startMs };
  const [, shard, first, last] = namePattern.exec(name) ?? [];
  if (shard !== undefined && first !== undefined && last !== undefined)
    return kind === 'events-parquet' ? undefined : { ...object, records: { shard, first, last } };
  return kind === 'events-parquet' && name.endsWith('.parquet') ? object : undefined;
};
