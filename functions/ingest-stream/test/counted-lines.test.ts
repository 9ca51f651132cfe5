import { describe, expect, it } from '@jest/globals';
import { ownRules } from '@bellwether/detections';
import { knownLines } from '@bellwether/known-lines';
import { compileRules } from '@bellwether/log-model';
import { BatchAccount, createLearntCore, streamBatch, takeBatches } from '@bellwether/pipeline';
import {
  memoryPorts,
  ownPrefix,
  plantedDeliveries,
  sampleTimeMs,
  sequenceOf,
  steadyDeliveries,
} from '@bellwether/testkit';
import { recordsOf } from './run-stream.ts';

describe('the stream of the exactly-once tests', () => {
  it('has lines that are only counted where the archive keeps payloads', async () => {
    const fastPath = knownLines(7);
    const parts = { rules: compileRules(ownRules), ...(fastPath.stages && { stages: fastPath.stages }) };
    const core = createLearntCore({ templates: memoryPorts().templates }, parts);
    const steady = recordsOf([...steadyDeliveries(3), ...plantedDeliveries(6)]);
    const records = steady.map(({ data }, n) => ({ sequence: sequenceOf(n), arrivalMs: sampleTimeMs, data }));
    const account = new BatchAccount([ownPrefix]);
    const reader = await fastPath.openReader({ core, account, parts, keepsPayloads: true });
    let counted = 0;
    for await (const { taken } of takeBatches(reader, streamBatch({ shard: '1', records }, false)))
      counted += taken.accounting.classified - taken.events.length;
    expect(counted).toBeGreaterThan(60);
  });
});
