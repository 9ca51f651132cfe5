import { ownRules } from '@bellwether/detections';
import { knownLines } from '@bellwether/known-lines';
import { kinesisHandler } from '@bellwether/lambda-kit';
import { compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import {
  addAccounting,
  deployedArchive,
  emptyAccounting,
  type ArchivePolicy,
  type RecordAccounting,
  declaredOf,
} from '@bellwether/pipeline';
import type { SettingsSource } from '@bellwether/ports';
import { followSettings } from '@bellwether/settings';
import {
  faultyProcesses,
  gzipJson,
  memoryPorts,
  ownPrefix,
  plannedFaults,
  streamRunner,
  unobserved,
  type FailedInvocation,
  type FaultSchedule,
  type MemoryPorts,
  type PlantedDelivery,
  type PutRecord,
  type StreamSettings,
} from '@bellwether/testkit';
import { ingestStream } from '../src/ingest-stream.ts';

const rules = compileRules(ownRules);

/** Deliveries as records of a stream. */
export const recordsOf = (deliveries: readonly PlantedDelivery[]): readonly PutRecord[] =>
  deliveries.map(({ key, envelope, bytes }) => ({ partitionKey: key, data: bytes ?? gzipJson(envelope) }));

export interface StreamRun {
  readonly ports: MemoryPorts;
  readonly accounting: RecordAccounting;
  /** What was handed to the failure destination. */
  readonly givenUp: readonly FailedInvocation[];
  readonly invocations: number;
}

export interface StreamRunOptions extends Partial<StreamSettings> {
  readonly schedule?: FaultSchedule;
  /** Stores that contain something already. */
  readonly ports?: MemoryPorts;
  /** Where each process follows its settings; the built-in ones without. */
  readonly source?: SettingsSource;
  /** What the archive keeps; the redacted events, each source in objects of its own, when absent. */
  readonly archived?: ArchivePolicy['kind'];
}

/** Streams the records through the handler, in batches of `batchSize`, while `schedule` makes calls fail. */
export const runStream = async (
  records: readonly PutRecord[],
  {
    schedule = plannedFaults({}),
    ports = memoryPorts(),
    source,
    archived = 'redacted',
    ...settings
  }: StreamRunOptions = {},
): Promise<StreamRun> => {
  let accounting = emptyAccounting;
  const { archive, quarantine, counts, countedIds, ledger, findings, templates, alerts, remediation, clock } = ports;
  const stores = { archive, quarantine, counts, countedIds, ledger, findings, templates, alerts, remediation, clock };
  const runner = streamRunner({
    maximumRetryAttempts: 200,
    ...settings,
    boot: faultyProcesses(stores, schedule, (faulty) => {
      const followed = followSettings({
        ...unobserved,
        source,
        alertMinSeverity: 'WARNING',
        now: () => faulty.clock.now(),
      });
      const ingest = ingestStream(faulty, {
        rules,
        policy: followed.policy,
        ownLogGroupPrefixes: [ownPrefix],
        fastPath: knownLines(7),
        archive: archived === 'payload' ? deployedArchive(archived) : { kind: archived },
        redaction: defaultRedactionPolicy,
        declaredDatasets: declaredOf(
          '111122223333:/cloudtrail/management=cloudtrail,111122223333:/vpc/flow-logs=vpc-flow',
        ),
        parallelisationFactor: settings.parallelizationFactor ?? 1,
      });
      return kinesisHandler({
        ...unobserved,
        run: async (batch) => {
          await followed.refresh();
          const result = await ingest(batch);
          accounting = addAccounting(accounting, result.accounting);
        },
      });
    }),
  });
  for (const record of records) runner.put(record);
  const { discarded, invocations } = await runner.run();
  return { ports, accounting, givenUp: discarded, invocations: invocations.length };
};
