import { describe, expect, it } from '@jest/globals';
import { memoryOutput } from '@bellwether/testkit';
import { groupFromText } from '@bellwether/alerts';
import { makeDesk, sighting, sightings, notificationsOf } from './alert-fixture.ts';

describe('a group of alerts', () => {
  it('tells the first finding at once, rolls up the rest at a growing cadence, and tells when it is over', async () => {
    const desk = makeDesk();
    const many = sightings(300);
    await desk.see(...many.slice(0, 1));
    expect(notificationsOf(desk.output)).toEqual(['opened 1']);
    for (let index = 1; index < 300; index += 1) {
      await desk.see(...many.slice(index, index + 1));
      await desk.pass(1);
    }
    await desk.pass(200);
    // After 60, then 120 minutes; the third would come after 240, but it is quiet before.
    expect(notificationsOf(desk.output)).toEqual(['opened 1', 'rolled_up 61', 'rolled_up 181', 'recovered 300']);
    expect(desk.output.delivered.map(({ id }) => id)).toEqual(
      [1, 2, 3, 4].map((number) => `${desk.output.delivered[0]?.groupId}-${number}`),
    );
    expect(desk.output.delivered.at(-1)?.events).toBe(many.reduce((sum, { finding }) => sum + finding.count, 0));
  }, 60_000);

  it('tells of a return, and once it flaps waits ever longer before it says that it is over', async () => {
    const desk = makeDesk();
    const sent: string[] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      await desk.see(sighting({ id: `f${turn}` }));
      await desk.pass(70);
    }
    for (const { kind } of desk.output.delivered) sent.push(kind);
    expect(sent.filter((kind) => kind === 'opened')).toHaveLength(1);
    expect(sent.slice(0, 7)).toEqual([
      'opened',
      'recovered',
      'reopened',
      'recovered',
      'reopened',
      'recovered',
      'reopened',
    ]);
    // Three returns: flapping. The other six make roll-ups only.
    expect(sent.slice(7).filter((kind) => kind === 'reopened' || kind === 'recovered')).toEqual([]);
    expect(desk.output.delivered[6]?.reasons[1]).toContain('It comes and goes');
  });

  it('tells a more severe finding at once, also to outputs that only such findings reach', async () => {
    const pager = memoryOutput('pager');
    const routes = [
      { minSeverity: 'WARNING', outputs: ['default'] },
      { minSeverity: 'CRITICAL', outputs: ['pager'], team: 'night' },
    ] as const;
    const desk = makeDesk({ outputs: [pager], policy: { routes } });
    await desk.see(sighting());
    await desk.see(sighting({ id: 'worse', severity: 'CRITICAL' }));
    expect(notificationsOf(desk.output)).toEqual(['opened 1', 'rolled_up 2']);
    expect(notificationsOf(pager)).toEqual(['opened 2']);
    expect(pager.delivered[0]).toMatchObject({ team: 'night', severity: 'CRITICAL' });
    expect(pager.delivered[0]?.reasons[0]).toBe('It has become CRITICAL; it was WARNING.');
    await desk.pass(61);
    expect(notificationsOf(pager)).toEqual(['opened 2', 'recovered 2']);
    expect(notificationsOf(desk.output)).toEqual(['opened 1', 'rolled_up 2', 'recovered 2']);
  });

  it('opens once and loses no count when many invocations take findings into it at once', async () => {
    const desk = makeDesk();
    await Promise.all(sightings(9).map((one) => desk.see(one)));
    await desk.pass(61);
    expect(desk.output.delivered.map(({ kind }) => kind)).toEqual(['opened', 'recovered']);
    expect(desk.output.delivered.at(-1)?.findings).toBe(9);
  });

  it('costs bounded work: 5,000 findings of three rules within a minute are three messages', async () => {
    const desk = makeDesk();
    const storm = ['a', 'b', 'c'].flatMap((rule) => sightings(1_667, { rule })).slice(0, 5_000);
    for (let from = 0; from < storm.length; from += 100) await desk.see(...storm.slice(from, from + 100));
    expect(notificationsOf(desk.output)).toHaveLength(3);
    const groups = desk.groups.all().map(({ state }) => groupFromText(state));
    expect(groups.reduce((sum, { evidence }) => sum + evidence.counted.size, 0)).toBe(5_000);
    // A write per batch and group it touches, and one more for each message.
    expect(desk.groups.calls.save).toBeLessThanOrEqual(50 + 2 + 3);
    expect(desk.groups.calls.load).toBeLessThanOrEqual(50 + 2);
  }, 60_000);
});
