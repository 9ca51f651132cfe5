import { describe, expect, it } from '@jest/globals';
import { playbooks, reservationOf, reservationRefusalOf, usualApplyLimits } from '@bellwether/playbooks';
import { makeFinding, memoryRemediationLedger } from '@bellwether/testkit';

const nameOf = (name: string, value: string): string =>
  reservationOf({ id: 'p', resources: [name] }, makeFinding({ resources: { [name]: value } })).resource;

describe('what a remediation reserves', () => {
  it.each([
    ['keyId', '1234abcd', 'arn:aws:kms:us-east-1:111122223333:key/1234abcd'],
    ['functionName', 'orders', 'arn:aws:lambda:us-east-1:111122223333:function:orders'],
    ['trailName', 'main', 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main'],
  ])('is one %s by its name and by its ARN', (name, short, arn) => {
    expect(nameOf(name, arn)).toBe(nameOf(name, short));
    expect(nameOf(name, `${short}2`)).not.toBe(nameOf(name, short));
  });

  it('names the region where the service has one, and one for all where it has none', () => {
    const finding = makeFinding({ region: 'eu-west-1' });
    expect(reservationOf({ id: 'p', resources: ['trailName'] }, finding).region).toBe('eu-west-1');
    expect(reservationOf({ id: 'p', resources: ['userName'], isGlobal: true }, finding).region).toBe('global');
  });

  it('is named by every playbook', () => {
    for (const playbook of playbooks) {
      const resources = Object.fromEntries(playbook.resources.map((name) => [name, `a-${name}`]));
      const { resource } = reservationOf(playbook, makeFinding({ resources }));
      expect(resource).toMatch(/^\w+=a-\w+$/);
    }
  });
});

it('a backlog of forty findings, worked off at once, comes to one applied run of a new playbook in an hour', async () => {
  const ports = { remediationLedger: memoryRemediationLedger() };
  const nowMs = Date.UTC(2026, 10, 30, 12, 5);
  const playbook = { id: 'deactivate-access-key', resources: ['userName'], isGlobal: true };
  const refusals = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const finding = makeFinding({ id: `f-${index}`, resources: { userName: `user-${index}` } });
      const reservation = reservationOf(playbook, finding);
      const refusal = await reservationRefusalOf(ports, reservation, usualApplyLimits, nowMs);
      if (refusal === undefined) await ports.remediationLedger.release(reservation, 'ended', nowMs);
      return refusal;
    }),
  );
  expect(refusals.filter((refusal) => refusal === undefined)).toHaveLength(1);
});
