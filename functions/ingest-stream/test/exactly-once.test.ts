import { describe, expect, it, jest } from '@jest/globals';
import { isConserved } from '@bellwether/pipeline';
import {
  everyFault,
  notingFaults,
  orderedEffects,
  plannedFaults,
  plantedDeliveries,
  plantedRules,
  plantedTally,
  poison,
  schedulesFor,
} from '@bellwether/testkit';
import { recordsOf, runStream } from './run-stream.ts';

// A machine that is busy with other work must not fail a run.
jest.setTimeout(120_000);

const many = recordsOf(plantedDeliveries(24));
const few = recordsOf(plantedDeliveries(6));

const noted = notingFaults();
const faultless = await runStream(many, { schedule: noted });
const expected = orderedEffects(faultless.ports);
const expectedOfFew = orderedEffects((await runStream(few)).ports);

describe('ingesting a stream', () => {
  it('accounts for every record', () => {
    expect(isConserved(faultless.tally)).toBe(true);
    expect(faultless.tally).toEqual(plantedTally(24));
  });

  it('raises the planted findings once and tells each once', () => {
    expect(expected.findings.map((finding) => finding.rule).sort()).toEqual(plantedRules);
    expect(faultless.ports.alerts.told).toHaveLength(plantedRules.length);
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

  it.each(schedulesFor(0.4))('has the same effects under $name', async ({ batchSize, faults }) => {
    const run = await runStream(few, { batchSize, schedule: faults() });
    expect(run.givenUp).toEqual([]);
    expect(orderedEffects(run.ports)).toEqual(expectedOfFew);
  });
});
