import { describe, expect, it } from '@jest/globals';
import { sampleTimeMs } from '@bellwether/testkit';
import { groupFromText, type Mute } from '@bellwether/alerts';
import { makeDesk, minuteMs, sighting, sightings, notificationsOf } from './alert-fixture.ts';

const until = (minutes: number): string => new Date(sampleTimeMs + minutes * minuteMs).toISOString();

const mute = (changes: Partial<Mute> = {}): Mute => ({
  rule: 'noisy',
  until: until(30),
  reason: 'Deployment of the shop',
  by: 'ana',
  ...changes,
});

const seen = sighting({
  rule: 'noisy',
  dataset: 'eks',
  account: '111122223333',
  scope: '111122223333:/eks/prod/cluster',
});

describe('a mute', () => {
  it.each<[string, Mute, boolean]>([
    ['its rule', mute(), true],
    ['another rule', mute({ rule: 'quiet' }), false],
    ['a pattern of its rule', mute({ rule: 'noi*' }), true],
    ['its log group', { ...mute({ logGroup: '/eks/prod/*' }) }, true],
    ['another log group', mute({ logGroup: '/eks/dev/*' }), false],
    ['its account', mute({ account: '111122223333' }), true],
    ['another account', mute({ account: '444455556666' }), false],
    ['its dataset', mute({ dataset: 'eks' }), true],
    ['another dataset beside its rule', mute({ dataset: 'lambda' }), false],
    ['a time that is over', mute({ until: until(-1) }), false],
    ['a time that cannot be read', mute({ until: 'next week' }), false],
    ['nothing at all', { until: until(30), reason: 'Everything, it seems' }, false],
  ])('that names %s silences it: %#', async (_, one, isMuted) => {
    const desk = makeDesk({ policy: { mutes: [one] } });
    const { muted } = await desk.see(seen);
    expect(muted).toBe(isMuted ? 1 : 0);
    expect(notificationsOf(desk.output)).toEqual(isMuted ? [] : ['opened 1']);
  });

  it('never stops counting, and leaves who and why in the group', async () => {
    const desk = makeDesk({ policy: { mutes: [mute()] } });
    for (const one of sightings(40, { rule: 'noisy' })) await desk.see(one);
    const [group] = desk.groups.all().map(({ state }) => groupFromText(state));
    expect(group?.evidence.counted.size).toBe(40);
    expect(group?.notified.held).toEqual([
      { reason: 'Deployment of the shop', by: 'ana', sinceMs: sampleTimeMs, untilMs: sampleTimeMs + 30 * minuteMs },
    ]);
  });

  it('has its group notified when it ends, if that still goes on', async () => {
    const desk = makeDesk({ policy: { mutes: [mute()] } });
    await desk.see(...sightings(3, { rule: 'noisy' }));
    await desk.pass(29);
    expect(notificationsOf(desk.output)).toEqual([]);
    await desk.pass(1);
    expect(notificationsOf(desk.output)).toEqual(['opened 3']);
    expect(desk.output.delivered[0]?.reasons[0]).toBe(
      'It was muted since 2026-01-15T12:00:00.000Z: Deployment of the shop',
    );
  });

  it('notifies of nothing of a group that was over before it ended, until that comes back', async () => {
    const desk = makeDesk({ policy: { mutes: [mute({ until: until(120) })] } });
    await desk.see(...sightings(3, { rule: 'noisy' }));
    await desk.pass(200);
    expect(notificationsOf(desk.output)).toEqual([]);
    await desk.see(sighting({ id: 'again', rule: 'noisy' }));
    expect(notificationsOf(desk.output)).toEqual(['opened 4']);
  });

  it('holds back what an open group has to say, and its recovery is sent afterwards', async () => {
    const desk = makeDesk();
    await desk.see(...sightings(2, { rule: 'noisy' }));
    desk.policy = { ...desk.policy, mutes: [mute({ until: until(180) })] };
    await desk.see(...sightings(9, { rule: 'noisy' }));
    await desk.pass(179);
    expect(notificationsOf(desk.output)).toEqual(['opened 2']);
    await desk.pass(1);
    expect(notificationsOf(desk.output)).toEqual(['opened 2', 'recovered 9']);
  });

  it('of one log group keeps no other of the same alert silent', async () => {
    const desk = makeDesk({ policy: { mutes: [mute({ logGroup: '/app/a' })] } });
    await desk.see(sighting({ id: '1', rule: 'noisy', scope: '111122223333:/app/a' }));
    expect(notificationsOf(desk.output)).toEqual([]);
    await desk.see(sighting({ id: '2', rule: 'noisy', scope: '111122223333:/app/b' }));
    expect(notificationsOf(desk.output)).toEqual(['opened 2']);
    // What is told of now came from the muted one alone.
    await desk.see(sighting({ id: '3', rule: 'noisy', scope: '111122223333:/app/a', severity: 'CRITICAL' }));
    expect(notificationsOf(desk.output)).toEqual(['opened 2']);
  });

  it('of a log group does not cover locations that are too many to keep, one of a rule does', async () => {
    const many = sightings(200, { rule: 'noisy' }).map((one, index) =>
      sighting({ ...one.finding, scope: `111122223333:/app/${index}` }),
    );
    for (const [one, expected] of [
      [mute({ logGroup: '/app/*' }), ['opened 200']],
      [mute(), []],
    ] as const) {
      const desk = makeDesk({ policy: { mutes: [one] } });
      await desk.see(...many);
      expect(notificationsOf(desk.output)).toEqual(expected);
    }
  });
});
