import { countWindowMs, dayMs, minuteMs } from '@bellwether/log-model';
import {
  seeded,
  type Fault,
  type FaultSchedule,
  type InvocationOutcome,
  type ScheduleRow,
  type Fleet,
} from '@bellwether/testkit';
import type { ArchivePolicy } from '@bellwether/pipeline';
import type { ShardLayout } from './shard-layouts.ts';
import { openWorld, type World } from './system-world.ts';
import { stepCount, stepStartMs, systemRecords, type SystemRecord } from './system-input.ts';

/** What may happen in a run. */
export interface RunPlan {
  readonly layout: ShardLayout;
  readonly archived: ArchivePolicy['kind'];
  /** Absent for a run in which nothing goes wrong. */
  readonly disturbed?: Pick<ScheduleRow, 'seed' | 'faults'>;
}

export interface SystemRun {
  readonly world: World;
  /** What the run went through; a test makes sure that all of it is met. */
  readonly met: Readonly<Record<'stall' | 'dayJump' | 'redelivery' | 'twins' | 'deferredScore', number>>;
}

interface PositionedSystemRecord extends SystemRecord {
  readonly sequence: string;
  readonly arrivalMs: number;
}

/** An invocation in a run that always comes to its end; more is a loop. */
const maxInvocations = 5_000;
const streamArn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/events';

const eventOf = (shard: string, records: readonly PositionedSystemRecord[]) => ({
  Records: records.map(({ key, data, sequence, arrivalMs }) => ({
    eventID: `shardId-${shard}:${sequence}`,
    eventSourceARN: streamArn,
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: key,
      sequenceNumber: sequence,
      data: Buffer.from(data).toString('base64'),
      approximateArrivalTimestamp: arrivalMs / 1_000,
    },
  })),
});

/** The clock of a step's ingestion: just before its window ends, so that the schedule judges it two minutes later. */
const readAtMs = (step: number): number => stepStartMs(step + 1) - 1_000;

/** When the run that judges a step's window first is due. */
const judgedAtMs = (step: number): number => stepStartMs(step + 1) + countWindowMs;

/**
 * Runs all functions over the stream of `systemRecords`, step by step, until everything is read, judged, notified and compacted.
 *
 * Disturbed, the functions fail, die and freeze; batches are given again, cut anew, by two invocations at once; the counts cannot be
 * written for some steps, and then perhaps the clock is a day further; runs of the schedule come late and out of order.
 */
export const runSystem = async ({ layout, archived, disturbed }: RunPlan): Promise<SystemRun> => {
  const chance = seeded(disturbed?.seed ?? 1);
  const isDisturbed = disturbed !== undefined;
  const may = (rate: number): boolean => isDisturbed && chance() < rate;
  const among = (count: number): number => Math.floor(chance() * count);
  const met = { stall: 0, dayJump: 0, redelivery: 0, twins: 0, deferredScore: 0 };

  const given = disturbed?.faults();
  let isDown = false;
  let isZombieActing = false;
  /** Counts that were refused to an invocation of Lambda's own: an attempt of a zombie is not a retry by Lambda. */
  let refused = 0;
  const faults: FaultSchedule = {
    given: given?.given ?? [],
    next: (port, method): Fault => {
      if (!isDown || `${port}.${method}` !== 'counts.add') return given?.next(port, method) ?? 'none';
      if (!isZombieActing) refused += 1;
      return 'before';
    },
  };
  const rates = isDisturbed ? { boot: 0.3, freeze: 0.02, maxFreezes: 8 } : { boot: 0, freeze: 0, maxFreezes: 0 };
  const world = openWorld({ faults, chance, rates, archived });
  const { clock } = world.ports;
  const { ingest, score, dispatch, compact } = world.fleets;
  const fleets: readonly Pick<Fleet<unknown>, 'frozen' | 'thaw'>[] = [ingest, score, dispatch, compact];

  let invocations = 0;
  const once = async <Handler, Answer>(
    fleet: Fleet<Handler>,
    call: (handler: Handler) => Promise<Answer>,
  ): Promise<InvocationOutcome<Answer>> => {
    invocations += 1;
    if (invocations > maxInvocations) throw new Error('The run does not come to its end.');
    const outcome = await fleet.invoke(call);
    // A zombie goes on at any time, whatever has happened since.
    const waiting = fleets.filter(({ frozen }) => frozen > 0);
    if (waiting.length > 0 && may(0.1)) {
      isZombieActing = true;
      await waiting[among(waiting.length)]?.thaw();
      isZombieActing = false;
    }
    return outcome;
  };
  const untilDone = async <Handler, Answer>(
    fleet: Fleet<Handler>,
    call: (handler: Handler) => Promise<Answer>,
  ): Promise<Answer> => {
    for (;;) {
      const outcome = await once(fleet, call);
      if (outcome.kind === 'done') return outcome.answer;
    }
  };

  const shards = new Map<string, { readonly records: PositionedSystemRecord[]; read: number }>();
  let sequence = 0;
  const put = (record: SystemRecord): void => {
    const shard = layout.shardOf(record.key, record.step);
    const of = shards.get(shard) ?? { records: [], read: 0 };
    shards.set(shard, of);
    sequence += 1;
    of.records.push({
      ...record,
      sequence: String(sequence).padStart(56, '0'),
      arrivalMs: stepStartMs(record.step) + minuteMs,
    });
  };

  const unread = (shard: string): boolean => {
    const of = shards.get(shard);
    return of !== undefined && of.read < of.records.length;
  };
  const readable = (): readonly string[] =>
    [...shards.keys()].filter((shard) => unread(shard) && !layout.parentsOf(shard).some(unread));

  /** Reads a batch of a shard; its position moves when the batch is done. */
  const readOnce = async (shard: string): Promise<void> => {
    const of = shards.get(shard);
    if (of === undefined) return;
    if (of.read > 0 && met.redelivery < 4 && may(0.05)) {
      met.redelivery += 1;
      of.read -= Math.min(of.read, 1 + among(5));
    }
    const read = of.read;
    const invoke = async (): Promise<void> => {
      const batch = of.records.slice(read, read + (isDisturbed ? 1 + among(12) : 100));
      const outcome = await once(ingest, (handler) => handler(eventOf(shard, batch)));
      if (outcome.kind === 'done' && outcome.answer.batchItemFailures.length === 0)
        of.read = Math.max(of.read, read + batch.length);
    };
    const isTwice = may(0.08);
    if (isTwice) met.twins += 1;
    await Promise.all(isTwice ? [invoke(), invoke()] : [invoke()]);
  };
  const readAll = async (): Promise<void> => {
    for (let ready = readable(); ready.length > 0; ready = readable()) await readOnce(ready[among(ready.length)] ?? '');
  };

  let changesTaken = 0;
  const dispatchChanges = async (): Promise<void> => {
    while (changesTaken < world.changes.length) {
      const batch = world.changes.slice(changesTaken, changesTaken + (isDisturbed ? 1 + among(10) : 10));
      const outcome = await once(dispatch, (handler) =>
        handler.changes(batch.map((sighting) => ({ image: { sighting } }))),
      );
      if (outcome.kind === 'done') changesTaken += outcome.answer.failed[0] ?? batch.length;
    }
  };
  const passMinutes = async (minutes: number): Promise<void> => {
    for (let minute = 0; minute < minutes; minute += 1) {
      clock.advance(minuteMs);
      // A run that fails is made good by the next.
      await once(dispatch, (handler) => handler.due(() => true));
    }
  };

  const deferred: number[] = [];
  const judge = async (dueMs: number): Promise<void> => {
    if (may(0.1)) {
      met.deferredScore += 1;
      deferred.push(dueMs);
      return;
    }
    await untilDone(score, (handler) => handler(dueMs));
    if (deferred.length > 0 && chance() < 0.5) {
      const late = deferred.splice(among(deferred.length), 1)[0] ?? dueMs;
      await untilDone(score, (handler) => handler(late));
    }
  };
  const compactNow = (): Promise<unknown> => untilDone(compact, (handler) => handler({ scheduledAtMs: clock.now() }));

  const stallsFrom = may(0.6) ? 2 + among(stepCount - 3) : stepCount;
  const jumpsADay = stallsFrom < stepCount && may(0.4);
  // Before a jump long enough that what had been read is judged: who runs no schedule for a day judges nothing of it.
  const stalls = { from: stallsFrom, to: stallsFrom + (jumpsADay ? 4 : 1) + among(4) };
  let aheadMs = 0;
  for (let step = 0; step < stepCount + 6; step += 1) {
    if (jumpsADay && step === stalls.to) {
      met.dayJump += 1;
      aheadMs = dayMs;
    }
    clock.set(readAtMs(step) + aheadMs);
    for (const record of systemRecords) if (record.step === step) put(record);
    isDown = step >= stalls.from && step < stalls.to;
    if (isDown) {
      met.stall += 1;
      // Lambda tries on, as long as it takes to come as far as the counts.
      for (const shard of readable()) for (const before = refused; refused === before;) await readOnce(shard);
    } else await readAll();
    isDown = false;
    clock.set(judgedAtMs(step) + aheadMs);
    await judge(judgedAtMs(step) + aheadMs);
    await dispatchChanges();
    if (step % 6 === 5) await compactNow();
    if (may(0.3)) await passMinutes(1);
  }
  // Everything that was put off comes to its end.
  for (const fleet of fleets) while (fleet.frozen > 0) await fleet.thaw();
  await readAll();
  for (const dueMs of deferred) await untilDone(score, (handler) => handler(dueMs));
  for (let run = 0; run < 14; run += 1) {
    clock.advance(countWindowMs);
    await untilDone(score, (handler) => handler(Math.floor(clock.now() / countWindowMs) * countWindowMs));
  }
  // What goes on at last may note a late window, which one more run judges.
  do {
    for (const fleet of fleets) while (fleet.frozen > 0) await fleet.thaw();
    clock.advance(countWindowMs);
    await untilDone(score, (handler) => handler(Math.floor(clock.now() / countWindowMs) * countWindowMs));
  } while (fleets.some(({ frozen }) => frozen > 0));
  await dispatchChanges();
  await passMinutes(400);
  for (const fleet of fleets) while (fleet.frozen > 0) await fleet.thaw();
  await dispatchChanges();
  await compactNow();
  await compactNow();
  return { world, met };
};
