import { ownRules } from '@bellwether/detections';
import { knownLines } from '@bellwether/known-lines';
import { compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import { createIngest, declaredOf, withoutRepeats, type ArchivePolicy, type IngestResult } from '@bellwether/pipeline';
import { memoryPorts } from '@bellwether/testkit';
import { dynamoCounts, dynamoFindings, dynamoLedger, dynamoTemplates } from '@bellwether/aws-adapters';
import { findingIndexes } from '../../packages/aws-adapters/src/findings/finding-indexes.ts';
import { countingDynamo, type TableBill } from './counting-dynamo.ts';
import type { BatchStream } from './streams.ts';

/** The simulated groups that contain records of AWS services, declared as a deployment declares them. */
const declaredGroups = [
  '111122223333:/aws/eks/shop-prod/cluster=eks',
  '111122223333:/vpc/flow-logs=vpc-flow',
  '111122223333:/cloudtrail/management-events=cloudtrail',
].join(',');

/** What a stream's batches cost the stores. */
export interface Effects {
  readonly events: number;
  readonly invocations: number;
  /** By table: counts, templates, findings; and the ledger of batches, which lies in the table of the counts. */
  readonly tables: Bills;
  readonly puts: number;
  /** Bytes put into the archive. */
  readonly archiveBytes: number;
  /** Milliseconds of processor time, stores included. */
  readonly cpuMs: number;
}

type Bills = Readonly<Record<string, TableBill>>;

const copyOf = (bills: ReadonlyMap<string, TableBill>): Bills =>
  Object.fromEntries(Array.from(bills, ([name, bill]) => [name, { ...bill }]));

const without = (all: Bills, before: Bills): Bills =>
  Object.fromEntries(
    Object.entries(all).map(([name, bill]) => {
      const less = (unit: keyof TableBill): number => bill[unit] - (before[name]?.[unit] ?? 0);
      const [requests, writeUnits, readUnits] = [less('requests'), less('writeUnits'), less('readUnits')];
      return [name, { requests, writeUnits, indexWriteUnits: less('indexWriteUnits'), readUnits }];
    }),
  );

/** The events of the batches from `from` on, and what they cost: what came before is learnt and charged to nobody. */
export const countEffects = async (stream: BatchStream, archive: ArchivePolicy, from = 0): Promise<Effects> => {
  const dynamo = countingDynamo({
    findings: findingIndexes.map(({ key, include }) => ({ keys: [key, 'lastSeenMs'], include })),
  });
  const calls = async () => dynamo;
  const retention = { retentionDays: 90 };
  let [puts, archiveBytes] = [0, 0];
  const put = async (bytes: Uint8Array): Promise<void> => {
    puts += 1;
    archiveBytes += bytes.length;
  };
  const ports = {
    ...memoryPorts(),
    archive: { write: async (_: string, bytes: Uint8Array) => put(bytes) },
    quarantine: { keep: async ({ bytes }: { readonly bytes: Uint8Array }) => put(bytes) },
    counts: dynamoCounts('counts', retention, calls),
    findings: dynamoFindings('findings', retention, calls),
    templates: dynamoTemplates('templates', { retentionDays: 90 }, calls),
  };
  const ingest = withoutRepeats(
    dynamoLedger('ledger', { retentionDays: 2 }, calls),
    createIngest(
      ports,
      {
        rules: compileRules(ownRules),
        policy: { alertMinSeverity: 'WARNING' },
        archive,
        redaction: defaultRedactionPolicy,
        ownLogGroupPrefixes: ['/aws/lambda/bellwether-'],
        declaredDatasets: declaredOf(declaredGroups),
        readsByOrderingKey: false,
      },
      knownLines(0),
    ),
    false,
  );
  const results: IngestResult[] = [];
  let learnt: Bills = {};
  let start = process.cpuUsage();
  for (const [index, batch] of stream.batches.entries()) {
    if (index === from) {
      learnt = copyOf(dynamo.bills);
      [puts, archiveBytes, start] = [0, 0, process.cpuUsage()];
    }
    const result = await ingest(batch);
    if (index >= from) results.push(result);
  }
  const took = process.cpuUsage(start);
  return {
    events: results.reduce((sum, { accounting }) => sum + accounting.received, 0),
    invocations: results.length,
    tables: without(copyOf(dynamo.bills), learnt),
    puts,
    archiveBytes,
    cpuMs: (took.user + took.system) / 1_000,
  };
};
