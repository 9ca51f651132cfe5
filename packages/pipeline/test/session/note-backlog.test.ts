import { describe, expect, it } from '@jest/globals';
import {
  emptyAccounting,
  maxWaitMs,
  noNotes,
  notingBacklog,
  nothingRaised,
  type ShardBatch,
} from '@bellwether/pipeline';
import { memoryPorts, plannedFaults, portsWithFaults, sampleTimeMs } from '@bellwether/testkit';

const batchOf = (...arrivals: readonly number[]): ShardBatch => ({
  shard: 'shard-1',
  records: arrivals.map((arrivalMs, index) => ({ sequence: String(index), arrivalMs, data: Uint8Array.of() })),
});

describe('noting that records had to wait', () => {
  it.each([
    ['nothing when all came in time', [sampleTimeMs - maxWaitMs, sampleTimeMs], []],
    ['nothing of an empty batch', [], []],
    ['nothing when the clock is wrong', [sampleTimeMs + 86_400_000], []],
    ['the oldest record', [sampleTimeMs, sampleTimeMs - maxWaitMs - 1], [sampleTimeMs - maxWaitMs - 1]],
  ])('notes %s', async (_, arrivals, oldest) => {
    const ports = memoryPorts();
    const given: ShardBatch[] = [];
    const ingest = notingBacklog(ports, async (batch) => {
      given.push(batch);
      return { accounting: emptyAccounting, ...nothingRaised, ...noNotes };
    });
    await ingest(batchOf(...arrivals));
    expect(given).toEqual([batchOf(...arrivals)]);
    expect(await ports.lateWindows.backlogs(0)).toEqual(
      oldest.map((oldestArrivalMs) => ({ shard: 'shard-1', oldestArrivalMs, notedAtMs: sampleTimeMs })),
    );
  });

  it('notes a batch before anything of it is read, also one that fails each time', async () => {
    const ports = memoryPorts();
    const ingest = notingBacklog(ports, async () => {
      throw new Error('The counts cannot be written.');
    });
    for (let run = 0; run < 2; run += 1) {
      await expect(ingest(batchOf(0))).rejects.toThrow('cannot be written');
      ports.clock.advance(60_000);
    }
    expect(await ports.lateWindows.backlogs(0)).toHaveLength(2);
  });

  it('gives a batch back when the note cannot be made', async () => {
    const ports = portsWithFaults(memoryPorts(), plannedFaults({ 'lateWindows.noteBacklog': ['before'] }));
    const ingest = notingBacklog(ports, async () => {
      throw new Error('It was read.');
    });
    await expect(ingest(batchOf(0))).rejects.toThrow('lateWindows.noteBacklog failed');
  });
});
