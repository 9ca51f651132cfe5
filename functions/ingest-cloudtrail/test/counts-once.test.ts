import { describe, expect, it, jest } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ownRules } from '@bellwether/detections';
import { knownTrailRecords } from '@bellwether/known-lines';
import { compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import { declaredOf, defaultObjectLimits, isConserved } from '@bellwether/pipeline';
import {
  cloudTrailFile,
  cloudTrailRecord,
  lastingEffects,
  memoryPorts,
  portsWithFaults,
  randomFaults,
  sampleTimeMs,
  type MemoryPorts,
} from '@bellwether/testkit';
import { ingestCloudTrail } from '../src/ingest-cloudtrail.ts';
import { createdNotice } from './notices.ts';
import { eventId, file, records } from './trail-files.ts';

jest.setTimeout(120_000);

const rules = compileRules(ownRules);

const failedLogins = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) =>
    cloudTrailRecord({
      eventID: eventId(8_000 + from + n),
      eventTime: new Date(sampleTimeMs + (from + n) * 1_000).toISOString(),
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      eventType: 'AwsConsoleSignIn',
      errorMessage: 'Failed authentication',
      responseElements: { ConsoleLogin: 'Failure' },
    }),
  );

/** Events of one account: calls of known kinds over half an hour, and enough failed sign-ins for a finding. */
const everything = [...records(0, 30), ...failedLogins(0, 14)];

interface RunOptions {
  readonly kind: 'redacted' | 'payload';
  readonly batchRecords: number;
  readonly seed?: number;
}

/** Takes files, one after the other, each until it comes through; each by one of three processes that share the stores. */
const ingestFiles = async (
  files: readonly (readonly unknown[])[],
  { kind, batchRecords, seed }: RunOptions,
  ports: MemoryPorts = memoryPorts(),
) => {
  const faults = randomFaults({
    seed: seed ?? 1,
    before: 0.15,
    after: 0.15,
    crash: 0,
    limit: seed === undefined ? 0 : 25,
  });
  const processes = Array.from({ length: 3 }, () =>
    ingestCloudTrail(portsWithFaults(ports, faults, { isDead: false }), {
      fastPath: knownTrailRecords,
      rules,
      policy: { alertMinSeverity: 'WARNING' },
      archive: { kind },
      redaction: defaultRedactionPolicy,
      declaredDatasets: declaredOf('s3:trail=cloudtrail'),
      limits: { ...defaultObjectLimits, batchRecords },
    }),
  );
  const results = [];
  for (const [index, Records] of files.entries()) {
    const key = file(`n${index}`);
    ports.objects.put('trail', key, cloudTrailFile(Records));
    for (let tries = 0; ; tries += 1) {
      if (tries > 80) throw new Error('The file never came through.');
      const result = await processes[(index + tries) % 3]?.({
        body: createdNotice('trail', key),
        sentMs: sampleTimeMs,
      }).catch(() => undefined);
      if (result === undefined) continue;
      results.push(result);
      break;
    }
  }
  return { ports, results };
};

const countedIn = ({ counts, findings }: MemoryPorts) => ({
  counts: counts.all(),
  findings: findings.all().map(({ finding }) => [finding.id, finding.count]),
});

describe('an event that comes in several files', () => {
  it('counts once when two trails of an account write it, and stays in the archive at both positions', async () => {
    const once = await ingestFiles([everything], { kind: 'redacted', batchRecords: 1_000 });
    const twice = await ingestFiles([everything, everything.toReversed()], { kind: 'redacted', batchRecords: 10 });
    expect(countedIn(twice.ports)).toEqual(countedIn(once.ports));
    expect(countedIn(once.ports).findings).not.toEqual([]);
    expect(twice.results.map(({ accounting }) => accounting)).toEqual([
      { received: 44, classified: 44, unreadable: {}, dropped: {} },
      { received: 44, classified: 0, unreadable: {}, dropped: { duplicate: 44 } },
    ]);
    const lines = [...twice.ports.archive.objects.values()].flatMap((bytes) =>
      gunzipSync(bytes).toString().trimEnd().split('\n'),
    );
    expect(lines).toHaveLength(88);
    expect(lastingEffects(twice.ports).events).toHaveLength(44);
  });

  it('counts in each account that an organisation trail writes for', async () => {
    const other = everything.map((record) => ({ ...(record as object), recipientAccountId: '444455556666' }));
    const { ports } = await ingestFiles([everything, other], { kind: 'redacted', batchRecords: 1_000 });
    const events = ports.counts.all().filter(({ scope }) => scope.endsWith(':cloudtrail'));
    const of = (account: string): number =>
      events
        .filter(({ scope }) => scope.startsWith(account))
        .reduce((sum, { fields }) => sum + (fields['events'] ?? 0), 0);
    expect([of('111122223333'), of('444455556666')]).toEqual([44, 44]);
  });

  it.each(['redacted', 'payload'] as const)(
    'counts once under every spread over files, cut, order and fault, where the archive keeps %s',
    async (kind) => {
      const whole = countedIn((await ingestFiles([everything], { kind: 'redacted', batchRecords: 1_000 })).ports);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.subarray(everything, { minLength: 1 }), { maxLength: 4 }),
          fc.integer({ min: 0, max: 4 }),
          fc.integer({ min: 1, max: 50 }),
          fc.integer({ min: 1, max: 1_000_000 }),
          async (parts, wholeAt, batchRecords, seed) => {
            const files = parts.toSpliced(wholeAt, 0, everything);
            const { ports, results } = await ingestFiles(files, { kind, batchRecords, seed });
            expect(countedIn(ports)).toEqual(whole);
            expect(results.every(({ accounting }) => isConserved(accounting))).toBe(true);
          },
        ),
        { numRuns: 20 },
      );
    },
  );
});
