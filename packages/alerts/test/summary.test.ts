import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultGrouping } from '@bellwether/alerts';
import { makeDesk, notificationsOf, sighting, sightings, type Desk } from './alert-fixture.ts';

const learning = { isLearning: true, kind: 'anomaly', rule: 'template-new' } as const;

const seenOneByOne = async (desk: Desk, all: ReturnType<typeof sightings>): Promise<void> => {
  for (const one of all) await desk.see(one);
};

describe('anomalies of log sources that are still learnt', () => {
  it('are one alert for the account, whatever they are grouped by, with the totals a day later', async () => {
    const desk = makeDesk({ policy: { grouping: { ...defaultGrouping, by: ['rule', 'scope', 'dedupeKey'] } } });
    await seenOneByOne(desk, [...sightings(6, learning), ...sightings(3, { ...learning, rule: 'error-spike' })]);
    expect(notificationsOf(desk.output)).toEqual(['opened 1']);
    expect(desk.output.delivered[0]?.title).toMatch(/^Still learnt, 1 finding: /);
    expect(desk.output.delivered[0]?.reasons[0]).toMatch(/still learnt/);
    await desk.pass(23 * 60);
    expect(desk.output.delivered).toHaveLength(1);
    await desk.see(sighting({ ...learning, id: 'late', dedupeKey: 'late' }));
    await desk.pass(61);
    expect(notificationsOf(desk.output)).toEqual(['opened 1', 'rolled_up 10']);
    expect(desk.output.delivered[1]?.title).toMatch(/^Still learnt, 10 findings: /);
  });

  it('are one alert for each account', async () => {
    const desk = makeDesk();
    const accounts = ['111122223333', '444455556666'];
    for (const account of accounts) await desk.see(...sightings(3, { ...learning, account, id: account }));
    expect(desk.output.delivered.map(({ account }) => account)).toEqual(accounts);
  });

  it('do not hold back what is critical, and what is not learnt', async () => {
    const desk = makeDesk();
    await desk.see(sighting({ ...learning, id: 'a', severity: 'ERROR' }));
    await desk.see(sighting({ ...learning, id: 'b', dedupeKey: 'b', severity: 'CRITICAL', title: 'disk is full' }));
    await desk.see(sighting({ id: 'c', dedupeKey: 'c', rule: 'a-rule', title: 'somebody guesses passwords' }));
    expect(notificationsOf(desk.output)).toEqual(['opened 1', 'opened 1', 'opened 1']);
    expect(desk.output.delivered.slice(1).map(({ title }) => title)).toEqual([
      'disk is full',
      'somebody guesses passwords',
    ]);
  });

  it('are sent again at once when they become more severe', async () => {
    const desk = makeDesk();
    await desk.see(sighting({ ...learning, id: 'a' }));
    await desk.see(sighting({ ...learning, id: 'b', dedupeKey: 'b', severity: 'ERROR' }));
    expect(notificationsOf(desk.output)).toEqual(['opened 1', 'rolled_up 2']);
  });

  it('make one message at first, however many come in whatever order', async () => {
    const all = sightings(12, learning);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...all], { minLength: 1 }), async (seen) => {
        const desk = makeDesk();
        await seenOneByOne(desk, seen);
        await desk.pass(60);
        expect(notificationsOf(desk.output)).toEqual(['opened 1']);
      }),
      { numRuns: 20 },
    );
  });
});
