import { describe, expect, it, jest } from '@jest/globals';
import { isConserved } from '@bellwether/pipeline';
import {
  everyFault,
  notingFaults,
  orderedEffects,
  plannedFaults,
  plantedDeliveries,
  plantedRules,
  plantedAccounting,
  poison,
  schedulesFor,
  steadyDeliveries,
} from '@bellwether/testkit';
import { recordsOf, runStream } from './run-stream.ts';

// A machine that is busy with other work must not fail a run.
jest.setTimeout(120_000);

const many = recordsOf(plantedDeliveries(24));
const few = recordsOf(plantedDeliveries(6));
/** With lines that are only counted where the archive keeps payloads. */
const steady = recordsOf([...steadyDeliveries(3), ...plantedDeliveries(6)]);

const noted = notingFaults();
const faultless = await runStream(many, { schedule: noted });
const expected = orderedEffects(faultless.ports);
const expectedOfFew = orderedEffects((await runStream(few)).ports);
const payload = await runStream(steady, { archived: 'payload' });
const expectedOfPayload = orderedEffects(payload.ports);

/** Every third schedule runs where the archive keeps payloads. */
const schedules = schedulesFor(0.4).map((row) => ({
  ...row,
  ...(row.seed % 3 === 0
    ? { archived: 'payload' as const, records: steady, wanted: expectedOfPayload }
    : { archived: 'redacted' as const, records: few, wanted: expectedOfFew }),
}));

describe('ingesting a stream', () => {
  it('accounts for every record', () => {
    expect(isConserved(faultless.accounting)).toBe(true);
    expect(faultless.accounting).toEqual(plantedAccounting(24));
  });

  it('raises the planted findings once and tells each once', () => {
    expect(expected.findings.map((finding) => finding.rule).sort()).toEqual(plantedRules);
    expect(faultless.ports.alerts.sent).toHaveLength(plantedRules.length);
    expect(expected.workflows).toEqual(expected.findings.map((finding) => finding.id).sort());
  });

  it('keeps poison whole in quarantine', () => {
    const [record] = [...faultless.ports.quarantine.records.values()];
    expect(record?.bytes).toEqual(poison);
  });

  it.each([1, 2, 3, 7, 13])('has the same effects when the stream is cut into batches of %i', async (batchSize) => {
    expect(orderedEffects((await runStream(many, { batchSize })).ports)).toEqual(expected);
  });

  it.each(everyFault(noted.calls))('has the same effects when $name', async ({ call, fault }) => {
    const schedule = plannedFaults({ [call]: [fault, 'none', fault] });
    const run = await runStream(few, { batchSize: 5, schedule });
    expect(schedule.given.length).toBeGreaterThan(0);
    expect(run.givenUp).toEqual([]);
    expect(orderedEffects(run.ports)).toEqual(expectedOfFew);
  });

  it.each(schedules)('has the same effects under $name, archive $archived', async (row) => {
    const { batchSize, archived } = row;
    const run = await runStream(row.records, { batchSize, archived, schedule: row.faults() });
    expect(run.givenUp).toEqual([]);
    expect(orderedEffects(run.ports)).toEqual(row.wanted);
  });

  it('comes to the same where the archive keeps payloads and known lines are only counted', async () => {
    const made = await runStream(steady);
    const { events: _, lines: __, ...seen } = orderedEffects(made.ports);
    expect(expectedOfPayload).toMatchObject(seen);
    expect(payload.accounting).toEqual(made.accounting);
  });

  it.each([1, 3, 13])('comes to the same where the archive keeps payloads, in batches of %i', async (batchSize) => {
    expect(orderedEffects((await runStream(steady, { batchSize, archived: 'payload' })).ports)).toEqual(
      expectedOfPayload,
    );
  });
});
