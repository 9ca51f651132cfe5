import { hourOf, partitionPath, type ArchivedEvent } from '@bellwether/lake';
import { identify } from '@bellwether/log-model';
import type { Lake } from '@bellwether/ports';

/** Parts of a partition that are merged with what comes late; larger ones stay as they are. Bytes. */
const maxMergedBytes = 8 * 1024 * 1024;

interface Partition {
  readonly dataset: string;
  readonly events: ArchivedEvent[];
}

const partitionsOf = (events: readonly ArchivedEvent[]): ReadonlyMap<string, Partition> => {
  const partitions = new Map<string, Partition>();
  for (const one of events) {
    const { dataset, timestampMs } = one.event;
    const path = partitionPath('events-parquet', dataset, hourOf(timestampMs));
    const known = partitions.get(path) ?? { dataset, events: [] };
    partitions.set(path, known);
    known.events.push(one);
  }
  return partitions;
};

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/**
 * What names an event in the archive: its account, its id and its position. Two trails bring one event under one id: the archive keeps
 * both positions, and the view shows it once.
 */
const nameOf = ({ shard = '', sequence, event: { account, id } }: ArchivedEvent): string =>
  JSON.stringify([account, id, shard, sequence]);

/** By time, then name, so that the same events always make the same file; each position once. */
const sortedOnce = (events: readonly ArchivedEvent[]): readonly ArchivedEvent[] => [
  ...new Map(
    events
      .toSorted(
        (a, b) =>
          a.event.timestampMs - b.event.timestampMs ||
          compareText(a.event.id, b.event.id) ||
          compareText(nameOf(a), nameOf(b)),
      )
      .map((one) => [nameOf(one), one]),
  ).values(),
];

/** Parts of a partition that are small enough to be made one with what is new, in the order of their names. */
const smallParts = async (lake: Lake, partition: string): Promise<readonly string[]> => {
  const paths: string[] = [];
  let bytes = 0;
  for await (const { path, sizeBytes } of lake.list(`${partition}/`)) {
    if (!path.endsWith('.parquet') || bytes + sizeBytes > maxMergedBytes) continue;
    bytes += sizeBytes;
    paths.push(path);
  }
  return paths;
};

/** A part was written and does not contain what it was made of. Nothing was removed. */
export class PartMismatch extends Error {
  constructor(path: string, rows: number, expected: number) {
    super(`${path} holds ${rows} rows where ${expected} were written.`);
    this.name = 'PartMismatch';
  }
}

/**
 * Writes events as parts, one a dataset and hour, each with the small parts that lie there already. The lake is read back
 * before anything that a part replaces is removed. The name of a part is made of its events, so that doing it again writes
 * the same.
 *
 * @returns events that stand in the parts written, those merged in included
 * @throws PartMismatch when a part does not come back as it was written; PortError of the lake
 */
export const writeParts = async (lake: Lake, events: readonly ArchivedEvent[]): Promise<number> => {
  // Loaded where it is needed: most runs find nothing closed.
  const { countParquetRows, readParquet, writeParquet } = await import('@bellwether/lake/parquet');
  let written = 0;
  for (const [partition, { dataset, events: fresh }] of partitionsOf(events)) {
    const known = await smallParts(lake, partition);
    const merged: ArchivedEvent[] = [];
    for (const path of known) {
      const bytes = await lake.read(path);
      if (bytes !== 'not_found') merged.push(...(await readParquet(bytes, dataset)));
    }
    const rows = sortedOnce([...fresh, ...merged]);
    const path = `${partition}/${identify('part', ...rows.map(nameOf))}-${rows.length}.parquet`;
    if (!known.includes(path)) {
      await lake.write(path, writeParquet(rows));
      const stored = await lake.read(path);
      const count = stored === 'not_found' ? 0 : countParquetRows(stored);
      if (count !== rows.length) throw new PartMismatch(path, count, rows.length);
    }
    await lake.remove(known.filter((one) => one !== path));
    written += rows.length;
  }
  return written;
};
