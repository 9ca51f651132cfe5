import { gzipSync } from 'node:zlib';
import { ownRules } from '@bellwether/detections';
import { knownLines } from '@bellwether/known-lines';
import { ingestStream } from '@bellwether/ingest-stream';
import { kinesisHandler, type Log } from '@bellwether/lambda-kit';
import { hourMs, compileRules, countWindowMs, defaultRedactionPolicy, type NotifyPolicy } from '@bellwether/log-model';
import {
  addAccounting,
  declaredOf,
  emptyAccounting,
  type CommitPorts,
  type RecordAccounting,
} from '@bellwether/pipeline';
import { scoreDueWindows, settleMs } from '@bellwether/score-windows';
import { encodeCloudWatchBatches, simulateDay, type SimulatedEvent, type SimulateOptions } from '@bellwether/simulator';
import { memoryLateWindows, memoryLedger, streamRunner } from '@bellwether/testkit';

/** How the stream is cut: envelopes as a busy account's subscription sends them. */
const eventsPerRecord = 200;
const batchSize = 500;
const shardCount = 2;

const silentLog: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const silentMetrics = { add: () => undefined, addSplit: () => undefined, publish: () => undefined };

export interface StreamedDay {
  readonly accounting: RecordAccounting;
  readonly records: number;
  readonly invocations: number;
  readonly givenUp: number;
  readonly windowsScored: number;
}

/** The events of each hour of the day, in order. */
function* hoursOf(events: Iterable<SimulatedEvent>, startMs: number): Generator<readonly SimulatedEvent[]> {
  let hour: SimulatedEvent[] = [];
  let endMs = startMs + hourMs;
  for (const event of events) {
    while (event.timestampMs >= endMs) {
      yield hour;
      hour = [];
      endMs += hourMs;
    }
    hour.push(event);
  }
  yield hour;
}

interface EnvelopeHead {
  readonly logGroup: string;
  readonly logStream: string;
  readonly logEvents: readonly { readonly timestamp: number }[];
}

/**
 * Sends a simulated day through a local stream into the handler and core of `ingest-stream`, one hour after the other,
 * and after each hour judges the windows that have closed, as the schedule of `score-windows` would.
 */
export const streamDay = async (
  ports: CommitPorts & { readonly clock: { now(): number; set(nowMs: number): void } },
  policy: NotifyPolicy,
  day: SimulateOptions,
  afterHour: (hour: number, accounting: RecordAccounting) => Promise<void>,
): Promise<StreamedDay> => {
  const rules = compileRules(ownRules);
  let accounting = emptyAccounting;
  const ledger = memoryLedger();
  const lateWindows = memoryLateWindows();
  const runner = streamRunner({
    shardCount,
    batchSize,
    boot: () => {
      const ingest = ingestStream(
        { ...ports, ledger, lateWindows },
        {
          rules,
          policy,
          archive: { kind: 'redacted' },
          redaction: defaultRedactionPolicy,
          declaredDatasets: declaredOf(
            '111122223333:/cloudtrail/management-events=cloudtrail,111122223333:/vpc/flow-logs=vpc-flow,111122223333:/aws/eks/shop-prod/cluster=eks',
          ),
          ownLogGroupPrefixes: ['/aws/lambda/bellwether-'],
          fastPath: knownLines(1),
          parallelisationFactor: 1,
        },
      );
      const handler = kinesisHandler({
        log: silentLog,
        metrics: silentMetrics,
        now: () => ports.clock.now(),
        run: async (batch) => {
          // An hour is read at once; by the clock each batch is read when it arrives.
          ports.clock.set(Math.min(...batch.records.map(({ arrivalMs }) => arrivalMs)));
          const result = await ingest(batch);
          accounting = addAccounting(accounting, result.accounting);
        },
      });
      return { handler };
    },
  });
  const score = scoreDueWindows(
    { ...ports, lateWindows },
    { anomalyMinScore: 0, thresholds: [], ...policy },
    ownRules,
    hourMs / countWindowMs,
  );
  let records = 0;
  let invocations = 0;
  let givenUp = 0;
  let windowsScored = 0;
  let hour = 0;
  for (const events of hoursOf(simulateDay(day), day.startMs)) {
    for (const envelope of encodeCloudWatchBatches(events, { eventsPerRecord, maxWaitMs: countWindowMs })) {
      const head = JSON.parse(envelope) as EnvelopeHead;
      const arrivalMs = Math.max(ports.clock.now(), head.logEvents.at(-1)?.timestamp ?? 0);
      runner.put({
        data: gzipSync(envelope, { level: 1 }),
        partitionKey: `${head.logGroup}/${head.logStream}`,
        arrivalMs,
      });
      records += 1;
    }
    const nextHourMs = day.startMs + (hour + 1) * hourMs;
    const report = await runner.run();
    ports.clock.set(nextHourMs);
    invocations += report.invocations.length;
    givenUp += report.discarded.length;
    windowsScored += (await score({ scheduledAtMs: nextHourMs + settleMs })).windowsScored;
    await afterHour(hour, accounting);
    hour += 1;
  }
  return { accounting, records, invocations, givenUp, windowsScored };
};
