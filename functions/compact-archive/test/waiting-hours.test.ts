import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { eventLine, partitionPath } from '@bellwether/lake';
import { compileRules, defaultRedactionPolicy, hourMs, minuteMs } from '@bellwether/log-model';
import { makeEvent, memoryArchive, memoryTemplates, sampleTimeMs } from '@bellwether/testkit';
import type { Lake } from '@bellwether/ports';
import { compactArchive, defaultCompactLimits } from '../src/compact-archive.ts';

const settleMs = 90 * minuteMs;
const closedMs = sampleTimeMs + hourMs + settleMs;

const write = (lake: Lake, n: number): Promise<unknown> => {
  const event = makeEvent({ id: `e${n}`, timestampMs: sampleTimeMs + n, dataset: 'eks' });
  return lake.write(
    `${partitionPath('events', 'eks', sampleTimeMs)}/s-${n}-${n}.ndjson.gz`,
    gzipSync(eventLine({ sequence: String(n), event }, 'eks')),
  );
};

/** Two objects per run. */
const compact = (lake: Lake) =>
  compactArchive(
    { lake, templates: memoryTemplates() },
    {
      settleMs,
      ownLogGroupPrefix: '/aws/lambda/bellwether-',
      rules: compileRules([]),
      redaction: defaultRedactionPolicy,
      limits: { ...defaultCompactLimits, maxGroupBytes: 1, maxGroups: 2 },
    },
  );

describe('hours that wait for the compaction', () => {
  it('are named by the oldest that a run leaves for the next', async () => {
    const lake = memoryArchive();
    for (const n of [1, 2, 3]) await write(lake, n);
    expect(await compact(lake)({ scheduledAtMs: closedMs })).toMatchObject({ objects: 2, behindMs: 0 });
    for (const n of [4, 5]) await write(lake, n);
    const later = await compact(lake)({ scheduledAtMs: closedMs + 30 * hourMs });
    expect(later).toMatchObject({ objects: 2, isComplete: false, behindMs: 30 * hourMs });
    const last = await compact(lake)({ scheduledAtMs: closedMs + 31 * hourMs });
    expect(last).toMatchObject({ objects: 1, isComplete: true, behindMs: 0 });
  });

  it('lose what expired between being listed and being read, and nothing else', async () => {
    const lake = memoryArchive();
    for (const n of [1, 2]) await write(lake, n);
    let reads = 0;
    const read = async (path: string) => ((reads += 1) === 1 ? ('not_found' as const) : lake.read(path));
    const done = await compact({ ...lake, read })({ scheduledAtMs: closedMs });
    expect(done).toMatchObject({ events: 1, objects: 1, damaged: [] });
  });
});
