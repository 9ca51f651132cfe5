import { gzipSync } from 'node:zlib';
import { dynamoCounts, dynamoFindings, dynamoLedger, dynamoTemplates } from '@bellwether/aws-adapters';
import { ownRules } from '@bellwether/detections';
import { knownLines } from '@bellwether/known-lines';
import { compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import { createIngest, withoutRepeats, type ShardBatch, type ShardRecord } from '@bellwether/pipeline';
import { cloudTrailRecord, cloudWatchEnvelope, memoryPorts, sampleTimeMs } from '@bellwether/testkit';
import { partitionedDynamo, type KeyLoad } from './partitioned-dynamo.ts';

export interface Organisation {
  readonly shards: number;
  /** Each has a log group and a log stream of its own. */
  readonly accountsPerShard: number;
}

/** What one window of batches, one a shard, asks of the stores. */
export interface WindowLoad {
  readonly events: number;
  /** Events that the rows of the counts contain at its end; all windows so far together. */
  readonly eventsCounted: number;
  readonly puts: number;
  readonly findings: number;
  readonly keys: readonly KeyLoad[];
}

/** Seconds between the batches of one shard. */
export const windowSeconds = 60;

const eventsPerEnvelope = 20;

/** The log group of which every shard has a stream: one gateway for everybody. */
const everywhere = { owner: '100000000000', logGroup: '/platform/gateway' };

const paths = ['/cart', '/checkout', '/login', '/search', '/health'];

const envelopeOf = (owner: string, logGroup: string, logStream: string, window: number) =>
  cloudWatchEnvelope({
    owner,
    logGroup,
    logStream,
    logEvents: Array.from({ length: eventsPerEnvelope }, (_, n) => ({
      id: `${owner}${logStream}${window}-${n}`.replaceAll(/\D/g, '').padStart(56, '3'),
      timestamp: sampleTimeMs + window * windowSeconds * 1_000 + n,
      message:
        n % 10 === 9
          ? `ERROR upstream ${n} of ${paths[n % 5] ?? ''} timed out after 3000 ms`
          : `INFO GET ${paths[n % 5] ?? ''} served in ${n * 7} ms`,
    })),
  });

const stopped = (owner: string, window: number) =>
  cloudWatchEnvelope({
    owner,
    logGroup: '/cloudtrail/management',
    logStream: `${owner}_CloudTrail`,
    logEvents: [
      {
        id: `${owner}${window}`.padStart(56, '7'),
        timestamp: sampleTimeMs + window * windowSeconds * 1_000,
        message: JSON.stringify(cloudTrailRecord({ recipientAccountId: owner, eventID: `stop-${owner}` })),
      },
    ],
  });

const accountId = (n: number): string => String(200_000_000_000 + n);

/** A batch: the accounts whose streams lie in this shard, and this shard's stream of the common log group. One account in a hundred stops its trail. */
const batchOf = ({ accountsPerShard }: Organisation, shard: number, window: number): ShardBatch => {
  const accounts = Array.from({ length: accountsPerShard }, (_, n) => shard * accountsPerShard + n);
  const envelopes = [
    ...accounts.map((n) => envelopeOf(accountId(n), '/app/web', `task-${n}`, window)),
    ...accounts.filter((n) => n % 100 === 0 && window === 0).map((n) => stopped(accountId(n), window)),
    envelopeOf(everywhere.owner, everywhere.logGroup, `gateway-${shard}`, window),
  ];
  const records = envelopes.map((envelope, n): ShardRecord => ({
    sequence: `49${String(window * 1_000 + n + 1).padStart(54, '0')}`,
    arrivalMs: sampleTimeMs + window * windowSeconds * 1_000 + 1_000,
    data: gzipSync(JSON.stringify(envelope)),
  }));
  return { shard: `logs-shardId-${String(shard).padStart(12, '0')}`, records };
};

/**
 * Runs the windows of an organisation through the real core and the real keys of the tables, a process a shard. Archive objects and
 * table items are counted, not kept apart from memory.
 */
export const simulateOrganisation = async (size: Organisation, windows: number): Promise<readonly WindowLoad[]> => {
  const dynamo = partitionedDynamo();
  const calls = async () => dynamo;
  const retention = { retentionDays: 90, now: () => sampleTimeMs };
  const rules = compileRules(ownRules);
  const loads: { events: number; puts: number; findings: number; keys: Map<string, KeyLoad> }[] = Array.from(
    { length: windows },
    () => ({ events: 0, puts: 0, findings: 0, keys: new Map<string, KeyLoad>() }),
  );
  // Shard after shard, each through all windows: a process lives no longer than it is needed, or a thousand would fill the memory.
  for (let shard = 0; shard < size.shards; shard += 1) {
    let puts = 0;
    const archive = {
      write: async () => {
        puts += 1;
      },
    };
    const ingest = withoutRepeats(
      dynamoLedger('counts', retention, calls),
      createIngest(
        {
          ...memoryPorts(),
          archive,
          counts: dynamoCounts('counts', retention, calls),
          findings: dynamoFindings('findings', retention, calls),
          templates: dynamoTemplates('templates', { retentionDays: 90 }, calls),
        },
        {
          rules,
          policy: { alertMinSeverity: 'WARNING' },
          archive: { kind: 'redacted' },
          redaction: defaultRedactionPolicy,
          ownLogGroupPrefixes: ['/aws/lambda/bellwether-'],
          readsByOrderingKey: false,
        },
        knownLines(0),
      ),
      false,
    );
    for (const [window, load] of loads.entries()) {
      dynamo.reset();
      puts = 0;
      const result = await ingest(batchOf(size, shard, window));
      load.events += result.accounting.classified;
      load.findings += result.findings.length;
      load.puts += puts;
      for (const { key, ...units } of dynamo.loads()) {
        const sum = load.keys.get(key) ?? { key, requests: 0, writeUnits: 0, readUnits: 0 };
        load.keys.set(key, {
          key,
          requests: sum.requests + units.requests,
          writeUnits: sum.writeUnits + units.writeUnits,
          readUnits: sum.readUnits + units.readUnits,
        });
      }
    }
  }
  const counts = dynamoCounts('counts', retention, calls);
  const endMs = sampleTimeMs + 3_600_000;
  let eventsCounted = 0;
  for (const scope of await counts.scopes(sampleTimeMs - 3_600_000, endMs))
    for (const row of await counts.rows(scope, sampleTimeMs - 3_600_000, endMs))
      eventsCounted += row.fields['events'] ?? 0;
  return loads.map(({ keys, ...rest }) => ({ ...rest, eventsCounted, keys: [...keys.values()] }));
};
