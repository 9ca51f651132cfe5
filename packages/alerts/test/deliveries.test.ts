import { describe, expect, it } from '@jest/globals';
import { PortError, type Notification, type NotificationOutput } from '@bellwether/ports';
import { memoryOutput } from '@bellwether/testkit';
import { claimMs, groupFromText, maxAttempts } from '@bellwether/alerts';
import { makeDesk, minuteMs, sighting, sightings, notificationsOf } from './alert-fixture.ts';

/** An output that refuses until it is mended. */
const sick = (name: string, retryable = true) => {
  const healthy = memoryOutput(name);
  const tried: Notification[] = [];
  const state = { isSick: true };
  const output: NotificationOutput = {
    name,
    deliver: async (notification) => {
      tried.push(notification);
      if (state.isSick) throw new PortError('outputs', name, retryable);
      await healthy.deliver(notification);
    },
  };
  return { output, healthy, tried, mend: () => (state.isSick = false) };
};

const both = [{ minSeverity: 'WARNING', outputs: ['default', 'chat'] }] as const;

describe('deliveries', () => {
  it('retry one output by itself, with waits that grow, and in order when it is well again', async () => {
    const chat = sick('chat');
    const desk = makeDesk({ outputs: [chat.output], policy: { routes: both } });
    await desk.see(sighting());
    await desk.see(sighting({ id: 'worse', severity: 'CRITICAL' }));
    expect(notificationsOf(desk.output)).toEqual(['opened 1', 'rolled_up 2']);
    await desk.pass(10);
    const triedBefore = chat.tried.length;
    expect(triedBefore).toBeGreaterThan(2);
    expect(triedBefore).toBeLessThan(maxAttempts);
    expect(new Set(chat.tried.map(({ id }) => id)).size).toBe(1);
    chat.mend();
    await desk.pass(30);
    expect(notificationsOf(chat.healthy)).toEqual(['opened 1', 'rolled_up 2']);
    expect(notificationsOf(desk.output)).toHaveLength(2);
    expect(desk.undelivered.kept).toEqual([]);
  });

  it('end in the queue of undelivered messages after the last attempt, and go on with the next message', async () => {
    const chat = sick('chat');
    const desk = makeDesk({ outputs: [chat.output], policy: { routes: both } });
    await desk.see(sighting());
    const givenUp: string[] = [];
    for (let minute = 0; minute < 300; minute += 1) givenUp.push(...(await desk.pass(1)).givenUp);
    // The message that opened it, and the one that it is over.
    expect(
      desk.undelivered.kept.map(({ output, attempts, notification }) => [output, attempts, notification.kind]),
    ).toEqual([
      ['chat', maxAttempts, 'opened'],
      ['chat', maxAttempts, 'recovered'],
    ]);
    expect(givenUp).toEqual(['chat', 'chat']);
    expect(chat.tried).toHaveLength(2 * maxAttempts);
    expect(notificationsOf(desk.output)).toEqual(['opened 1', 'recovered 1']);
    expect(desk.groups.all().map(({ dueAtMs }) => dueAtMs)).toEqual([undefined]);
  });

  it('are given up at once when trying again cannot help', async () => {
    const chat = sick('chat', false);
    const desk = makeDesk({ outputs: [chat.output], policy: { routes: both } });
    const { givenUp } = await desk.see(sighting());
    expect(givenUp).toEqual(['chat']);
    expect(desk.undelivered.kept).toMatchObject([{ output: 'chat', attempts: 1, notification: { kind: 'opened' } }]);
  });

  it('are tried on for as long as the queue of undelivered messages does not take them', async () => {
    const chat = sick('chat', false);
    const desk = makeDesk({ outputs: [chat.output], policy: { routes: both } });
    desk.undelivered.isFull = true;
    await desk.see(sighting());
    await desk.pass(3);
    expect(chat.tried.length).toBeGreaterThan(1);
    desk.undelivered.isFull = false;
    await desk.pass(20);
    expect(desk.undelivered.kept).toHaveLength(1);
  });

  it('wait as long as the output asks', async () => {
    const chat = sick('chat');
    const desk = makeDesk({ outputs: [chat.output], policy: { routes: both }, askedWaitMs: () => 20 * minuteMs });
    await desk.see(sighting());
    await desk.pass(19);
    expect(chat.tried).toHaveLength(1);
    await desk.pass(3);
    expect(chat.tried).toHaveLength(2);
  });

  it('of one invocation are left alone by another for as long as it may run', async () => {
    const slow: { release?: () => void } = {};
    const chat: NotificationOutput = {
      name: 'chat',
      deliver: () => new Promise((done) => (slow.release = done)),
    };
    const desk = makeDesk({ outputs: [chat], policy: { routes: both } });
    const first = desk.see(sighting());
    await new Promise((done) => setImmediate(done));
    await desk.pass(Math.floor(claimMs / minuteMs));
    expect(notificationsOf(desk.output)).toEqual(['opened 1']);
    slow.release?.();
    await first;
    expect(desk.groups.all().map(({ state }) => groupFromText(state).outbox)).toEqual([{ messages: [], owed: [] }]);
  });

  it('leave an output alone for the rest of a run when it does not answer, and count no attempt for it', async () => {
    const chat = sick('chat');
    const desk = makeDesk({ outputs: [chat.output], policy: { routes: both } });
    await desk.see(...Array.from({ length: 60 }, (_, index) => sighting({ id: `f${index}`, rule: `rule-${index}` })));
    // Three failures, and those that were under way by then.
    expect(chat.tried.length).toBeLessThan(12);
    expect(desk.output.delivered).toHaveLength(60);
    const attempts = desk.groups.all().map(({ state }) => groupFromText(state).outbox.owed[0]?.attempts ?? -1);
    expect(attempts.filter((count) => count === 0)).toHaveLength(60 - chat.tried.length);
    chat.mend();
    await desk.pass(5);
    expect(chat.healthy.delivered).toHaveLength(60);
  });

  it('fill no outbox without end: what is to be said waits in the group', async () => {
    const chat = sick('chat');
    const desk = makeDesk({
      outputs: [chat.output],
      policy: { routes: both, grouping: { ...makeDesk().policy.grouping, rollUpMinutes: 5, maxRollUpMinutes: 5 } },
    });
    for (const one of sightings(25, { rule: 'noisy' })) {
      await desk.see(one);
      await desk.pass(5);
      for (const { state } of desk.groups.all()) {
        expect(groupFromText(state).outbox.messages.length).toBeLessThanOrEqual(10);
        expect(state.length).toBeLessThan(60_000);
      }
    }
  });
});
