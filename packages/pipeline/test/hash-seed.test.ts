import { describe, expect, it } from '@jest/globals';
import { compileRules } from '@bellwether/log-model';
import { cloudWatchEnvelope, gzipJson, memoryPorts, sampleTimeMs, sequenceOf } from '@bellwether/testkit';
import { createIngest, type ShardRecord } from '@bellwether/pipeline';

/** Two lines that were searched for until their hashes met, by a birthday search over sixteen words (Wagner 2002) under the seed 0. */
const [harmless, hostile] = [
  'INFO  shop says wfi ldu hwy loe wkt cau fso rbr bhr lva dxu diy izh lte bwn viv done.',
  'FATAL shop says fws wxs azl riq wse flt gfp kfc fan gxm uyc ske qzm wpq uvn uxd done.',
] as const;

const recordOf = (ordinal: number, lines: readonly string[]): ShardRecord => ({
  sequence: sequenceOf(ordinal),
  arrivalMs: sampleTimeMs,
  data: gzipJson(
    cloudWatchEnvelope({
      logEvents: lines.map((message, index) => ({
        id: String(ordinal * 1_000 + index).padStart(56, '3'),
        timestamp: sampleTimeMs + index,
        message,
      })),
    }),
  ),
});

/** Lines that count as critical, of one hostile line behind many harmless ones. */
const criticalUnder = async (hashSeed: number): Promise<number> => {
  const ports = memoryPorts();
  const ingest = createIngest(ports, {
    rules: compileRules([]),
    policy: { alertMinSeverity: 'CRITICAL' },
    archive: { kind: 'payload' },
    read: { ownLogGroupPrefixes: [], hashSeed },
  });
  const known = Array.from({ length: 100 }, () => harmless);
  await ingest({ shard: '1', records: [recordOf(1, known), recordOf(2, [...known, hostile, harmless])] });
  return ports.counts.all().reduce((sum, { fields }) => sum + (fields['severity:CRITICAL'] ?? 0), 0);
};

describe('the seed of line hashes', () => {
  it('lets a built line pass for a known one where it is known', async () => {
    expect(await criticalUnder(0)).toBe(0);
  });

  it.each([1, 7, 2 ** 31, 2 ** 32 - 1])('keeps it from passing where it is another, such as %i', async (seed) => {
    expect(await criticalUnder(seed)).toBe(1);
  });
});
