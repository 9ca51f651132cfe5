import { gzipSync } from 'node:zlib';
import { eventLine, partitionPath } from '@bellwether/lake';
import type { LogEvent } from '@bellwether/log-model';
import { describeArchiveReads } from '@bellwether/testkit/conformance';
import { fileArchive } from '../src/index.ts';
import type { LocalState } from '../src/index.ts';
import { scratchState } from './scratch-state.ts';

/** Writes each event to an object of its own hour. */
const archive = async ({ layout }: LocalState, events: readonly LogEvent[]): Promise<void> => {
  const files = fileArchive(layout.archive);
  const byPartition = new Map<string, LogEvent[]>();
  for (const event of events) {
    const partition = partitionPath('events', event.dataset, event.timestampMs);
    byPartition.set(partition, [...(byPartition.get(partition) ?? []), event]);
  }
  for (const [partition, own] of byPartition) {
    const lines = own.map((event, n) => eventLine({ sequence: String(n), event }, event.dataset)).join('');
    await files.write(`${partition}/s-0-${own.length}.ndjson.gz`, gzipSync(lines));
  }
};

describeArchiveReads('the local archive', async () => {
  const { state, close } = await scratchState();
  return { reads: state.reads, archive: (events) => archive(state, events), close };
});
