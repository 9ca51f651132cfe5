import { gzipSync } from 'node:zlib';
import { eventLine, mixedDataset, type ArchivedEvent } from '@bellwether/lake';
import type { ReplayCall, ShardRecord } from '@bellwether/pipeline';
import { NotForTarget, type SendableItem } from './replay-target.ts';

/** Maximum bytes in one call: an invocation accepts 6 MB, and base64 turns three bytes into four. */
const maxCallBytes = 4 * 1024 * 1024;

/** Maximum bytes of lines in one call before compression: what the function accepts. */
const maxLineBytes = 8 * 1024 * 1024;

/**
 * Groups of items that fit into one call. Items of one sequence stay together: if a part of a sequence came after another part, the
 * counters would treat it as counted.
 */
const cut = <Item extends { readonly sequence: string }>(
  items: readonly Item[],
  maxBytes: number,
  sizeOf: (item: Item) => number,
): readonly (readonly Item[])[] => {
  const runs: Item[][] = [];
  let bytes = 0;
  for (let start = 0; start < items.length;) {
    let end = start;
    let size = 0;
    for (; end < items.length && items[end]?.sequence === items[start]?.sequence; end += 1) size += sizeOf(items[end]!);
    const run = runs.at(-1);
    if (run === undefined || bytes + size > maxBytes) {
      runs.push(items.slice(start, end));
      bytes = size;
    } else {
      run.push(...items.slice(start, end));
      bytes += size;
    }
    start = end;
  }
  return runs;
};

const fromLake = (lake: string | undefined): { readonly lake?: string } => (lake === undefined ? {} : { lake });

/** @throws NotForTarget for an item that is too large for any call */
const checked = (bytes: number): void => {
  if (bytes > maxCallBytes)
    throw new NotForTarget('One of its records is larger than a call can be: it can only be replayed with --to local.');
};

const recordCalls = (shard: string, records: readonly ShardRecord[], lake: string | undefined): readonly ReplayCall[] =>
  cut(records, maxCallBytes, ({ data }) => data.length).map((run) => {
    checked(run.reduce((sum, { data }) => sum + data.length, 0));
    const encoded = run.map(({ data, ...position }) => ({ ...position, data: Buffer.from(data).toString('base64') }));
    return { replay: { shard, ...fromLake(lake), records: encoded } };
  });

const eventCalls = (
  shard: string,
  events: readonly ArchivedEvent[],
  lake: string | undefined,
): readonly ReplayCall[] => {
  const lines = events.map(({ shard: _shard, ...one }) => ({
    sequence: one.sequence,
    line: eventLine(one, mixedDataset),
  }));
  return cut(lines, maxLineBytes, ({ line }) => line.length).map((run) => {
    const bytes = gzipSync(run.map(({ line }) => line).join(''));
    checked(bytes.length);
    return { replay: { shard, ...fromLake(lake), events: bytes.toString('base64') } };
  });
};

/**
 * An item as calls of the function that ingests a stream.
 *
 * @throws NotForTarget for a record that is too large for one
 */
export const replayCalls = (
  item: Extract<SendableItem, { kind: 'delivery' | 'events' }>,
  lake: string | undefined,
): readonly ReplayCall[] =>
  item.kind === 'events'
    ? eventCalls(item.shard, item.events, lake)
    : recordCalls(item.delivery.batch.shard, item.delivery.batch.records, lake);
