import { describe, expect, it, jest } from '@jest/globals';
import { isConserved } from '@bellwether/pipeline';
import {
  effectsByObject,
  everyFault,
  notingFaults,
  plannedFaults,
  plantedDeliveries,
  plantedRules,
  plantedAccounting,
  poison,
  schedulesFor,
  lastingEffects,
  steadyDeliveries,
} from '@bellwether/testkit';
import { eventsOf, runSubscription } from './run-subscription.ts';

// A machine that is busy with other work must not fail a run.
jest.setTimeout(120_000);

const many = eventsOf(plantedDeliveries(16));
const few = eventsOf(plantedDeliveries(6));

const noted = notingFaults();
const faultless = await runSubscription(many, { schedule: noted });
const settled = lastingEffects(faultless.ports);
const faultlessOfFew = await runSubscription(few);
const expectedOfFew = effectsByObject(faultlessOfFew.ports);
const settledOfFew = lastingEffects(faultlessOfFew.ports);
/** With lines that are only counted where the archive keeps payloads. */
const steady = eventsOf([...steadyDeliveries(3), ...plantedDeliveries(6)]);
const payload = await runSubscription(steady, { archived: 'payload' });
const settledOfPayload = lastingEffects(payload.ports);

/** Every third schedule runs where the archive keeps payloads. */
const schedules = schedulesFor(0.2).map((row) => ({
  ...row,
  ...(row.seed % 3 === 0
    ? { archived: 'payload' as const, events: steady, wanted: settledOfPayload }
    : { archived: 'redacted' as const, events: few, wanted: settledOfFew }),
}));

describe('ingesting a subscription', () => {
  it('accounts for every record', () => {
    expect(isConserved(faultless.accounting)).toBe(true);
    expect(faultless.accounting).toEqual(plantedAccounting(16));
  });

  it('raises the planted findings once and tells each once', () => {
    expect(expectedOfFew.findings.map((finding) => finding.rule).sort()).toEqual(plantedRules);
    expect(faultless.ports.alerts.sent).toHaveLength(plantedRules.length);
  });

  it('keeps poison whole in quarantine and does not ask for it again', () => {
    expect([...faultless.ports.quarantine.records.values()].map(({ bytes }) => Buffer.from(bytes))).toEqual([poison]);
    expect(faultless.givenUp).toEqual([]);
    expect(faultless.invocations).toBe(many.length);
  });

  it.each(everyFault(noted.calls))(
    'has the same effects when $name, twice, and Lambda gives the event again',
    async ({ call, fault }) => {
      const schedule = plannedFaults({ [call]: [fault, fault] });
      const run = await runSubscription(few, { schedule });
      expect(schedule.given.length).toBeGreaterThan(0);
      expect(run.givenUp).toEqual([]);
      expect(effectsByObject(run.ports)).toEqual(expectedOfFew);
    },
  );

  it.each(schedules)(
    'has the same effects when deliveries overtake each other and come more than once, under $name, archive $archived',
    async ({ seed, archived, events, faults, wanted }) => {
      const run = await runSubscription(events, { schedule: faults(), attempts: 200, seed, archived });
      expect(run.givenUp).toEqual([]);
      expect(lastingEffects(run.ports)).toEqual(wanted);
    },
  );

  it('comes to the same where the archive keeps payloads and known lines are only counted', async () => {
    const made = await runSubscription(steady);
    const { events: _, lines: __, objects: ___, ...seen } = effectsByObject(made.ports);
    expect(effectsByObject(payload.ports)).toMatchObject(seen);
    expect(payload.accounting).toEqual(made.accounting);
  });

  it('hands the event on, whole, when it failed as often as Lambda tries, and it can be given later', async () => {
    const schedule = plannedFaults({ 'archive.write': ['before', 'before', 'before'] });
    const run = await runSubscription(many, { schedule });
    expect(run.givenUp).toHaveLength(1);
    expect(lastingEffects(run.ports)).not.toEqual(settled);
    await runSubscription(run.givenUp, { ports: run.ports });
    expect(lastingEffects(run.ports)).toEqual(settled);
  });
});
