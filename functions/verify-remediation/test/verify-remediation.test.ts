import { describe, expect, it } from '@jest/globals';
import type { PlannedRemediation } from '@bellwether/playbooks';
import { makeFinding, memoryPorts, plannedFaults, portsWithFaults } from '@bellwether/testkit';
import { readEnv } from '../src/env.ts';
import { verifyRemediation } from '../src/verify-remediation.ts';

const planOf = (playbookId: string): PlannedRemediation => ({
  decision: 'act',
  reason: '',
  playbookId,
  title: '',
  steps: [],
  captured: {},
  subject: '',
  summary: '',
});

const account = (trail: 'logging' | 'stopped') => {
  const ports = memoryPorts();
  ports.trails.trails.set('main', trail);
  return ports;
};

const finding = makeFinding({ rule: 'cloudtrail-logging-disabled' });

describe('verifying a remediation', () => {
  it.each([
    ['what is as the playbook wants it', 'logging', 'restart-trail-logging', true],
    ['what is not', 'stopped', 'restart-trail-logging', false],
    ['a playbook that does not exist', 'logging', 'no-such-playbook', false],
    ['a plan without a playbook', 'logging', '', false],
  ] as const)('looks afresh at %s', async (_, trail, playbookId, verified) => {
    expect(await verifyRemediation(account(trail), {})({ finding, plan: planOf(playbookId) })).toEqual({
      verified,
      playbookId,
    });
  });

  it('takes no isolation for done where no isolation group is configured', async () => {
    const ports = memoryPorts();
    ports.interfaces.interfaces.set('eni-1', ['sg-0a']);
    const scan = makeFinding({ rule: 'flow-port-scan', source: 'vpc-flow', resources: { interfaceId: 'eni-1' } });
    const plan = planOf('isolate-network-interface');
    expect(await verifyRemediation(ports, {})({ finding: scan, plan })).toMatchObject({ verified: false });
    const settings = { isolationSecurityGroupId: 'sg-0a' };
    expect(await verifyRemediation(ports, settings)({ finding: scan, plan })).toMatchObject({ verified: true });
  });

  it('fails when it cannot look', async () => {
    const broken = portsWithFaults(account('logging'), plannedFaults({ 'trails.status': ['before'] }));
    const failed = verifyRemediation(broken, {})({ finding, plan: planOf('restart-trail-logging') });
    await expect(failed).rejects.toThrow('trails.status failed');
  });
});

it('reads the isolation group from its environment, and refuses what is none', () => {
  expect(readEnv({})).toEqual({});
  expect(readEnv({ ISOLATION_SECURITY_GROUP_ID: 'sg-0a1b' })).toEqual({ ISOLATION_SECURITY_GROUP_ID: 'sg-0a1b' });
  expect(() => readEnv({ ISOLATION_SECURITY_GROUP_ID: '0.0.0.0/0' })).toThrow(/ISOLATION_SECURITY_GROUP_ID/);
});
