import { describe, expect, it } from '@jest/globals';
import { findingStates } from '@bellwether/log-model';
import { groupFromText } from '@bellwether/alerts';
import { makeDesk, sighting, sightings, notificationsOf } from './alert-fixture.ts';

describe('the state of a finding', () => {
  it.each(findingStates.map((state) => [state, state !== 'suppressed'] as const))(
    'that is %s lets it notify: %s',
    async (state, isNotified) => {
      const desk = makeDesk();
      const { suppressed, failed } = await desk.see({ ...sighting(), state });
      expect([suppressed, failed]).toEqual([isNotified ? 0 : 1, []]);
      expect(notificationsOf(desk.output)).toEqual(isNotified ? ['opened 1'] : []);
      expect(desk.groups.all()).toHaveLength(isNotified ? 1 : 0);
    },
  );

  it('that is suppressed keeps it out of what its group tells, and all others in', async () => {
    const desk = makeDesk();
    const [first, ...rest] = sightings(5);
    if (!first) throw new RangeError('There is a first.');
    await desk.see({ ...first, state: 'suppressed' }, ...rest.slice(0, 1));
    await desk.see({ ...sighting({ ...first.finding, count: 900, severity: 'CRITICAL' }), state: 'suppressed' });
    await desk.see(...rest.slice(1));
    await desk.pass(60);
    expect(notificationsOf(desk.output)).toEqual(['opened 1', 'recovered 4']);
    const events = rest.reduce((sum, { finding }) => sum + finding.count, 0);
    expect(desk.output.delivered.at(-1)).toMatchObject({ events, severity: 'WARNING' });
  });

  it('that is no longer suppressed notifies when it is seen again', async () => {
    const desk = makeDesk();
    await desk.see({ ...sighting(), state: 'suppressed' });
    await desk.see({ ...sighting({ count: 7 }), state: 'new' });
    expect(notificationsOf(desk.output)).toEqual(['opened 1']);
    expect(desk.output.delivered[0]?.events).toBe(7);
  });

  it('that is suppressed after it notified keeps what was counted, and its group comes to its end', async () => {
    const desk = makeDesk();
    await desk.see(sighting({ count: 3 }));
    for (let minute = 0; minute < 61; minute += 1) {
      await desk.pass(1);
      await desk.see({ ...sighting({ count: 4 + minute }), state: 'suppressed' });
    }
    expect(notificationsOf(desk.output)).toEqual(['opened 1', 'recovered 1']);
    const [group] = desk.groups.all().map(({ state }) => groupFromText(state));
    expect([...(group?.evidence.counted.values() ?? [])]).toEqual([3]);
  });

  it('does not count as suppressed what is not for people', async () => {
    const { suppressed } = await makeDesk().see({ ...sighting({ severity: 'INFO' }), state: 'suppressed' });
    expect(suppressed).toBe(0);
  });
});
