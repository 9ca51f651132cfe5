import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Notification } from '@bellwether/ports';
import {
  type Fault,
  type FaultSchedule,
  memoryOutput,
  plannedFaults,
  randomFaults,
  schedulesFor,
  seeded,
} from '@bellwether/testkit';
import { groupFromText, type Sighting } from '@bellwether/alerts';
import { type Desk, makeDesk, sighting, sightings } from './alert-fixture.ts';

const routes = [
  { minSeverity: 'WARNING', outputs: ['default', 'chat'] },
  { minSeverity: 'CRITICAL', outputs: ['pager'] },
] as const;

/** Findings of three rules in batches, one of them becoming critical, and some of them merged with later sightings. */
const batches: readonly (readonly Sighting[])[] = [
  sightings(3, { rule: 'a' }),
  [...sightings(9, { rule: 'b' }), ...sightings(2, { rule: 'a' })],
  [sighting({ id: 'worse', rule: 'a', severity: 'CRITICAL' }), ...sightings(4, { rule: 'b', count: 50 })],
  [...sightings(5, { rule: 'c' }), ...sightings(12, { rule: 'a' })],
  [sighting({ id: 'quiet', rule: 'd', severity: 'INFO' })],
];

interface Run {
  readonly desk: Desk;
  /** Messages of each output, repeats left out. */
  readonly sent: Readonly<Record<string, readonly Notification[]>>;
  readonly repeats: number;
}

const onceEach = (delivered: readonly Notification[]): readonly Notification[] =>
  [...new Map(delivered.map((notification) => [notification.id, notification])).values()].sort((left, right) =>
    left.id.localeCompare(right.id, 'en', { numeric: true }),
  );

/** Gives the batches until nothing of them has failed, as a stream does, and lets some hours pass. */
const run = async (given: readonly (readonly Sighting[])[], faults: FaultSchedule, seed = 1): Promise<Run> => {
  const outputs = [memoryOutput('chat'), memoryOutput('pager')];
  const desk = makeDesk({ outputs, faults, seed, policy: { routes } });
  for (const batch of given) {
    for (let from = 0; from < batch.length;) {
      const { failed } = await desk.see(...batch.slice(from));
      from = failed.length === 0 ? batch.length : from + (failed[0] ?? 0);
    }
  }
  for (let minute = 0; minute < 200; minute += 1) {
    // A run of the clock that fails is made good by the next.
    await desk.pass(1).catch((error: unknown) => desk.failures.push(error));
  }
  const all = [desk.output, ...outputs];
  return {
    desk,
    sent: Object.fromEntries(all.map(({ name, delivered }) => [name, onceEach(delivered)])),
    repeats: all.reduce((sum, { delivered }) => sum + delivered.length - onceEach(delivered).length, 0),
  };
};

/** What groups have counted, whatever way it came in. */
const evidenceOf = ({ groups }: Desk) =>
  groups
    .all()
    .map(({ state }) => groupFromText(state))
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .map(({ id, evidence: { counted, head, samples, firstSeenMs, lastSeenMs } }) => ({
      id,
      counted: [...counted].sort(),
      head,
      samples,
      firstSeenMs,
      lastSeenMs,
    }));

/** Longest that a property may take, in milliseconds: at night there are thousands of schedules. */
const maxMs = 900_000;

const noFaults = plannedFaults({});
const faultless = await run(batches, noFaults);

describe('dispatching under faults', () => {
  it('tells each group once without them', () => {
    expect(faultless.repeats).toBe(0);
    expect(faultless.sent['default']?.filter(({ kind }) => kind === 'opened')).toHaveLength(3);
    expect(faultless.sent['pager']?.map(({ kind }) => kind)).toEqual(['opened', 'recovered']);
    expect(faultless.sent['default']?.filter(({ kind }) => kind === 'recovered')).toHaveLength(3);
  });

  const effects = ['groups.load', 'groups.save', 'groups.due', 'output-default.deliver', 'output-pager.deliver'];
  const faults: readonly Fault[] = ['before', 'after', 'crash_before', 'crash_after'];
  it.each(effects.flatMap((effect) => faults.map((fault) => [effect, fault] as const)))(
    'tells and counts the same when %s fails (%s)',
    async (effect, fault) => {
      const schedule = plannedFaults({ [effect]: [fault, 'none', fault, fault] });
      const { desk, sent } = await run(batches, schedule);
      expect(schedule.given.length).toBeGreaterThan(0);
      expect(evidenceOf(desk)).toEqual(evidenceOf(faultless.desk));
      expect(sent['default']?.map(({ id, kind, findings }) => [id, kind, findings])).toEqual(
        faultless.sent['default']?.map(({ id, kind, findings }) => [id, kind, findings]),
      );
    },
  );

  // As many schedules as the other exactly-once tests try: EXACTLY_ONCE_SCHEDULES says how many all of them together.
  it(
    'tells the same messages under any schedule of faults and repeats',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 }), async (seed) => {
          const chance = seeded(seed);
          const repeated = batches.flatMap((batch) => (chance() < 0.4 ? [batch, batch] : [batch]));
          const schedule = randomFaults({ seed, before: 0.08, after: 0.08, crash: 0.05, limit: 30 });
          const { desk, sent } = await run(repeated, schedule, seed);
          expect(evidenceOf(desk)).toEqual(evidenceOf(faultless.desk));
          expect(desk.undelivered.kept).toEqual([]);
          for (const name of ['default', 'chat', 'pager'])
            expect(sent[name]?.map(({ id, kind, findings, events }) => [id, kind, findings, events])).toEqual(
              faultless.sent[name]?.map(({ id, kind, findings, events }) => [id, kind, findings, events]),
            );
        }),
        { numRuns: schedulesFor(0.15).length },
      );
    },
    maxMs,
  );

  it(
    'opens each group once and counts the same in whatever order findings come',
    async () => {
      const all = batches.flat();
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 2 ** 31 }),
          fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
          fc.integer({ min: 1, max: 9 }),
          async (seed, order, size) => {
            const cut = Array.from({ length: Math.ceil(order.length / size) }, (_, index) =>
              order.slice(index * size, (index + 1) * size),
            );
            const schedule = randomFaults({ seed, before: 0.05, after: 0.05, crash: 0.03, limit: 20 });
            const { desk, sent } = await run(cut, schedule, seed);
            expect(evidenceOf(desk)).toEqual(evidenceOf(faultless.desk));
            for (const { id, counted } of evidenceOf(desk)) {
              const messages = (sent['default'] ?? []).filter(({ groupId }) => groupId === id);
              expect(messages.filter(({ kind }) => kind === 'opened')).toHaveLength(1);
              expect(messages.at(-1)).toMatchObject({ kind: 'recovered', findings: counted.length });
            }
          },
        ),
        { numRuns: schedulesFor(0.1).length },
      );
    },
    maxMs,
  );
});
