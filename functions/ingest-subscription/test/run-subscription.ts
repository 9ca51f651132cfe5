import { ownRules } from '@bellwether/detections';
import { knownLines } from '@bellwether/known-lines';
import { subscriptionHandler } from '@bellwether/lambda-kit';
import { compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import {
  addAccounting,
  deployedArchive,
  emptyAccounting,
  type ArchivePolicy,
  type RecordAccounting,
  declaredOf,
} from '@bellwether/pipeline';
import {
  faultyProcesses,
  invokeAsynchronously,
  memoryPorts,
  ownPrefix,
  plannedFaults,
  subscriptionEvent,
  unobserved,
  type AsynchronousReport,
  type FaultSchedule,
  type MemoryPorts,
  type PlantedDelivery,
} from '@bellwether/testkit';
import { ingestSubscription } from '../src/ingest-subscription.ts';

const rules = compileRules(ownRules);

/** Deliveries as the events that CloudWatch Logs invokes a function with. */
export const eventsOf = (deliveries: readonly PlantedDelivery[]): readonly unknown[] =>
  deliveries.map(({ envelope, bytes }) =>
    bytes === undefined ? subscriptionEvent(envelope) : { awslogs: { data: Buffer.from(bytes).toString('base64') } },
  );

export interface SubscriptionRunOptions {
  readonly schedule?: FaultSchedule;
  /** Times an event is tried; as often as Lambda does by default. */
  readonly attempts?: number;
  /** Mixes the order and repeats events; in order when absent. */
  readonly seed?: number;
  readonly ports?: MemoryPorts;
  /** What the archive keeps; the redacted events, each source in objects of its own, when absent. */
  readonly archived?: ArchivePolicy['kind'];
}

export interface SubscriptionRun extends AsynchronousReport {
  readonly ports: MemoryPorts;
  readonly accounting: RecordAccounting;
}

/** Gives the events to the handler, as Lambda does when nobody waits, while `schedule` makes calls fail. */
export const runSubscription = async (
  events: readonly unknown[],
  { schedule = plannedFaults({}), ports = memoryPorts(), archived = 'redacted', ...more }: SubscriptionRunOptions = {},
): Promise<SubscriptionRun> => {
  let accounting: RecordAccounting = emptyAccounting;
  const { archive, quarantine, counts, countedIds, findings, templates, alerts, remediation, clock } = ports;
  const stores = { archive, quarantine, counts, countedIds, findings, templates, alerts, remediation, clock };
  const report = await invokeAsynchronously(events, {
    ...more,
    boot: faultyProcesses(stores, schedule, (faulty) => {
      const ingest = ingestSubscription(faulty, {
        rules,
        policy: { alertMinSeverity: 'WARNING' },
        ownLogGroupPrefixes: [ownPrefix],
        fastPath: knownLines(7),
        archive: archived === 'payload' ? deployedArchive(archived) : { kind: archived },
        redaction: defaultRedactionPolicy,
        declaredDatasets: declaredOf(
          '111122223333:/cloudtrail/management=cloudtrail,111122223333:/vpc/flow-logs=vpc-flow',
        ),
      });
      return subscriptionHandler({
        ...unobserved,
        run: async (delivery) => {
          const result = await ingest(delivery);
          accounting = addAccounting(accounting, result.accounting);
        },
      });
    }),
  });
  return { ports, accounting, ...report };
};
