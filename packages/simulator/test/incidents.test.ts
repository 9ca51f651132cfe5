import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { incidentKinds, planIncidents, simulateDay, truthFileOf } from '../src/index.ts';
import { stageDay } from '../src/plan-incidents.ts';
import type { IncidentKind } from '../src/index.ts';
import type { StagedIncident } from '../src/incidents/incident-script.ts';

const startMs = Date.UTC(2026, 2, 10);
const minutes = (count: number): number => count * 60_000;
const seeds = fc.integer();

const staged = (seed: number, kind: IncidentKind): StagedIncident => {
  const [incident] = stageDay({ seed, startMs, incidents: [kind] }).incidents;
  if (incident === undefined) throw new Error('The incident is not staged.');
  return incident.staged;
};

const check = (kind: IncidentKind, holds: (incident: StagedIncident) => void): void => {
  fc.assert(
    fc.property(seeds, (seed) => holds(staged(seed, kind))),
    { numRuns: 25 },
  );
};

interface SignIn {
  readonly sourceIPAddress: string;
  readonly userIdentity: { readonly userName: string };
  readonly errorMessage: string;
  readonly responseElements: object;
  readonly additionalEventData: { readonly MFAUsed: string };
}

describe('planted incidents', () => {
  it('play in the second half of the day, one after the other, each kind once', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const plan = planIncidents({ seed, startMs });
        expect(plan.map(({ kind }) => kind).sort()).toEqual([...incidentKinds].sort());
        let freeFromMs = startMs + minutes(12 * 60);
        for (const incident of plan) {
          expect(incident.startMs).toBeGreaterThanOrEqual(freeFromMs);
          expect(incident.endMs).toBeGreaterThan(incident.startMs);
          freeFromMs = incident.endMs;
        }
        expect(freeFromMs).toBeLessThanOrEqual(startMs + minutes(24 * 60));
      }),
      { numRuns: 40 },
    );
  });

  it('are the same alone as in company', () => {
    const together = planIncidents({ seed: 3, startMs });
    const alone = incidentKinds.flatMap((kind) => planIncidents({ seed: 3, startMs, incidents: [kind] }));
    expect([...alone].sort((a, b) => a.startMs - b.startMs)).toEqual(together);
    expect(planIncidents({ seed: 3, startMs, incidents: [] })).toEqual([]);
  });

  it('new-exception: a deploy line, then traces of several lines a few times a minute for 40 minutes', () => {
    check('new-exception', ({ events, startMs: from, endMs: to }) => {
      const traces = events.filter(({ message }) => message.split('\n').length > 4);
      expect(to - from).toBeGreaterThanOrEqual(minutes(40));
      expect(events[0]?.message).not.toContain('\n');
      expect(traces.length / ((to - from) / minutes(1))).toBeGreaterThan(1.5);
      expect(traces.every(({ message }) => /Exception|KeyError/.test(message))).toBe(true);
    });
  });

  it('log-storm: one warning for 10 to 15 minutes', () => {
    check('log-storm', ({ events, startMs: from, endMs: to, resource }) => {
      const warning = resource === 'checkout' ? 'upstream slow, retrying' : 'reservation conflict, retrying';
      expect(events.filter(({ message }) => !message.includes(warning))).toEqual([]);
      expect(to - from).toBeGreaterThanOrEqual(minutes(10));
      expect(to - from).toBeLessThanOrEqual(minutes(15));
    });
  });

  it('log-storm: 20 to 40 times the usual rate of that warning', () => {
    const options = { seed: 8, startMs, events: 80_000 };
    const [storm] = planIncidents({ ...options, incidents: ['log-storm'] });
    const { startMs: from = 0, endMs: to = 0, logGroup = '', eventCount = 0 } = storm ?? {};
    const middleMs = (from + to) / 2;
    let usual = 0;
    for (const event of simulateDay({ ...options, incidents: [] })) {
      if (event.logGroup !== logGroup || Math.abs(event.timestampMs - middleMs) >= minutes(60)) continue;
      if (event.message.includes(', retrying"')) usual += 1;
    }
    const usualPerMinute = usual / 120;
    const ratio = (eventCount / ((to - from) / minutes(1)) + usualPerMinute) / usualPerMinute;
    expect(ratio).toBeGreaterThan(20);
    expect(ratio).toBeLessThan(40);
  });

  it('service-silent: nothing for 45 minutes from a service that wrote before', () => {
    check('service-silent', ({ events, startMs: from, endMs: to }) => {
      expect(events).toEqual([]);
      expect(to - from).toBeGreaterThanOrEqual(minutes(45));
    });
    const options = { seed: 4, startMs, events: 30_000 };
    const [silence] = planIncidents({ ...options, incidents: ['service-silent'] });
    const times = [...simulateDay({ ...options, incidents: ['service-silent'] })]
      .filter(({ logGroup }) => logGroup === silence?.logGroup)
      .map(({ timestampMs }) => timestampMs);
    const { startMs: from = 0, endMs: to = 0 } = silence ?? {};
    expect(times.filter((atMs) => atMs >= from && atMs < to)).toEqual([]);
    expect(times.filter((atMs) => atMs >= from - minutes(10) && atMs < from).length).toBeGreaterThan(5);
  });

  it('brute-force-login: 30 to 60 refused sign-ins of one user from one address in six minutes', () => {
    check('brute-force-login', ({ events, startMs: from, endMs: to }) => {
      const records = events.map(({ message }) => JSON.parse(message) as SignIn);
      expect(events.length >= 30 && events.length <= 60).toBe(true);
      expect(to - from).toBe(minutes(6));
      expect(new Set(records.map(({ sourceIPAddress }) => sourceIPAddress)).size).toBe(1);
      expect(new Set(records.map(({ userIdentity }) => userIdentity.userName)).size).toBe(1);
      expect(records.every(({ errorMessage }) => errorMessage === 'Failed authentication')).toBe(true);
      expect(records[0]?.responseElements).toEqual({ ConsoleLogin: 'Failure' });
      expect(records[0]?.additionalEventData.MFAUsed).toBe('No');
    });
  });

  it('trail-disabled: one StopLogging with a long-lived key, naming the trail or its ARN', () => {
    const names = new Set<boolean>();
    check('trail-disabled', ({ events, resource }) => {
      expect(events.length).toBe(1);
      const record = JSON.parse(events[0]?.message ?? '') as {
        eventName: string;
        userIdentity: { type: string; accessKeyId: string };
        requestParameters: { name: string };
      };
      expect(record.eventName).toBe('StopLogging');
      expect(record.userIdentity.type).toBe('IAMUser');
      expect(record.userIdentity.accessKeyId).toMatch(/^AKIA/);
      expect(record.requestParameters.name.endsWith(resource)).toBe(true);
      names.add(record.requestParameters.name.startsWith('arn:'));
    });
    expect(names.size).toBe(2);
  });

  it('port-scan: more than 300 ports of one host within five minutes, nearly all rejected', () => {
    check('port-scan', ({ events, resource, startMs: from, endMs: to }) => {
      const flows = events.map(({ message }) => message.split(' '));
      expect(to - from).toBeLessThanOrEqual(minutes(5));
      expect(new Set(flows.map((fields) => fields[6])).size).toBeGreaterThan(300);
      expect(new Set(flows.map((fields) => `${fields[2]} ${fields[3]} ${fields[4]}`)).size).toBe(1);
      expect(flows[0]?.[2]).toBe(resource);
      expect(flows.filter((fields) => fields[12] === 'REJECT').length / flows.length).toBeGreaterThan(0.9);
    });
  });

  it('are written to the truth file with ISO times', () => {
    const plan = planIncidents({ seed: 3, startMs });
    const truth = truthFileOf(plan, { seed: 3, startMs });
    expect(truth.version).toBe(1);
    expect(truth.seed).toBe(3);
    expect(truth.start).toBe('2026-03-10T00:00:00.000Z');
    expect(truth.incidents.map(({ start }) => Date.parse(start))).toEqual(plan.map((incident) => incident.startMs));
    expect(JSON.parse(JSON.stringify(truth))).toEqual(truth);
  });
});
