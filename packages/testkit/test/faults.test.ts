import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  CrashError,
  makeAlert,
  makeContributions,
  makeFinding,
  memoryPorts,
  plannedFaults,
  portsWithFaults,
  randomFaults,
  sampleTimeMs,
  streamRunner,
  withFaults,
} from '../src/index.ts';
import type { Life } from '../src/index.ts';

describe('withFaults', () => {
  it('leaves calls alone that the schedule does not name', async () => {
    const ports = memoryPorts();
    const findings = withFaults('findings', ports.findings, plannedFaults({}));
    await findings.raise(makeFinding());
    expect(await findings.get('finding-1')).toEqual({ finding: makeFinding() });
    expect(findings.all()).toBeInstanceOf(Promise);
  });

  it('fails before the effect, after the effect, and then no more', async () => {
    const ports = memoryPorts();
    const schedule = plannedFaults({ 'alerts.notify': ['before', 'after'] });
    const alerts = withFaults('alerts', ports.alerts, schedule);
    await expect(alerts.notify(makeAlert())).rejects.toMatchObject({
      name: 'PortError',
      port: 'alerts',
      operation: 'notify',
      retryable: true,
    });
    expect(ports.alerts.sent).toHaveLength(0);
    await expect(alerts.notify(makeAlert())).rejects.toMatchObject({ name: 'PortError' });
    expect(ports.alerts.sent).toHaveLength(1);
    await alerts.notify(makeAlert());
    expect(ports.alerts.sent).toHaveLength(2);
    expect(schedule.given).toEqual(['alerts.notify before', 'alerts.notify after']);
  });

  it.each([
    { fault: 'crash_before' as const, effects: 0 },
    { fault: 'crash_after' as const, effects: 1 },
  ])('dies at $fault and does nothing more, also when the crash was caught', async ({ fault, effects }) => {
    const ports = memoryPorts();
    const life: Life = { isDead: false };
    const dying = portsWithFaults(ports, plannedFaults({ 'alerts.notify': [fault] }), life);
    await expect(dying.alerts.notify(makeAlert())).rejects.toBeInstanceOf(CrashError);
    expect(life.isDead).toBe(true);
    await expect(dying.findings.raise(makeFinding())).rejects.toBeInstanceOf(CrashError);
    expect(ports.findings.all()).toEqual([]);
    expect(ports.alerts.sent).toHaveLength(effects);
  });

  it('reaches every method of every port but the clock', async () => {
    const ports = memoryPorts();
    const schedule = randomFaults({ seed: 1, before: 1, limit: 1_000 });
    const failing = portsWithFaults(ports, schedule);
    let methodCount = 0;
    for (const [name, port] of Object.entries(failing) as [string, Record<string, unknown>][]) {
      for (const [method, call] of Object.entries(port)) {
        if (name !== 'clock' && typeof call === 'function') {
          await expect((call as () => Promise<unknown>)()).rejects.toMatchObject({ port: name, operation: method });
          methodCount += 1;
        }
      }
    }
    expect(methodCount).toBeGreaterThan(18);
    expect(failing.clock.now()).toBe(sampleTimeMs);
  });
});

describe('randomFaults', () => {
  it('gives the same faults for the same seed and others for another', () => {
    const draw = (seed: number): string[] => {
      const schedule = randomFaults({ seed, before: 0.2, after: 0.2, crash: 0.2 });
      return Array.from({ length: 50 }, () => schedule.next('counts', 'add'));
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(new Set(draw(1))).toEqual(new Set(['none', 'before', 'after', 'crash_before', 'crash_after']));
  });

  it('stops at its limit and keeps to the calls it may fail', () => {
    const schedule = randomFaults({ seed: 1, before: 1, limit: 2, only: ['counts', 'alerts.notify'] });
    const next = ['counts.add', 'findings.get', 'alerts.notify', 'counts.add'].map((call) => {
      const [port = '', method = ''] = call.split('.');
      return schedule.next(port, method);
    });
    expect(next).toEqual(['before', 'none', 'before', 'none']);
  });
});

describe('the stream runner with faults', () => {
  it('counts every record once whatever fails or dies, as long as retries outlast the faults', async () => {
    const property = fc.asyncProperty(fc.integer(), async (seed) => {
      const ports = memoryPorts();
      const schedule = randomFaults({ seed, before: 0.2, after: 0.2, crash: 0.2, limit: 15 });
      const runner = streamRunner({
        shardCount: 2,
        batchSize: 5,
        maximumRetryAttempts: 20,
        boot: (shardId) => {
          const life: Life = { isDead: false };
          const { counts } = portsWithFaults({ counts: ports.counts }, schedule, life);
          return {
            isDead: () => life.isDead,
            handler: async (event) => {
              await counts.add(
                shardId,
                event.Records.flatMap((record) =>
                  makeContributions(1, { scope: 'all' }).map((one) => ({
                    ...one,
                    sequence: record.kinesis.sequenceNumber,
                  })),
                ),
              );
            },
          };
        },
      });
      for (let index = 0; index < 30; index += 1) {
        runner.put({ data: Uint8Array.of(index), partitionKey: `key-${index}` });
      }
      expect((await runner.run()).discarded).toEqual([]);
      expect((await ports.counts.row('all', sampleTimeMs)).fields['events']).toBe(30);
    });
    await fc.assert(property, { numRuns: 60, seed: 7 });
  });
});
