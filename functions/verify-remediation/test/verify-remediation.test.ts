import { describe, expect, it } from '@jest/globals';
import { type PlannedRemediation, reservationOf, usualApplyLimits } from '@bellwether/playbooks';
import { memoryAccount, openPortInMemory } from '@bellwether/playbooks/memory';
import { makeFinding, memoryPorts, openingWithFaults, plannedFaults, portsWithFaults } from '@bellwether/testkit';
import { readEnv } from '../src/env.ts';
import { verifyRemediation } from '../src/verify-remediation.ts';

/** The one trail that may be started. */
const settings = { TRAIL_NAME: 'main' };

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
  const playbookPorts = memoryAccount();
  playbookPorts['restart-trail-logging'].trails.set('main', trail);
  return { ...memoryPorts(), openPort: openPortInMemory(playbookPorts), playbookPorts };
};

const finding = makeFinding({ rule: 'cloudtrail-logging-disabled' });

/** Nothing is to go unnoted here. */
const onUnnoted = (error: unknown): never => {
  throw error;
};

describe('verifying a remediation', () => {
  it.each([
    ['what is as the playbook wants it', 'logging', 'restart-trail-logging', true],
    ['what is not', 'stopped', 'restart-trail-logging', false],
    ['a playbook that does not exist', 'logging', 'no-such-playbook', false],
    ['a plan without a playbook', 'logging', '', false],
  ] as const)('looks afresh at %s', async (_, trail, playbookId, verified) => {
    expect(await verifyRemediation(account(trail), settings, onUnnoted)({ finding, plan: planOf(playbookId) })).toEqual(
      {
        verified,
        playbookId,
      },
    );
  });

  it('takes no trail for done that is not the one that may be started', async () => {
    const verify = verifyRemediation(account('logging'), { TRAIL_NAME: 'another' }, onUnnoted);
    expect(await verify({ finding, plan: planOf('restart-trail-logging') })).toMatchObject({ verified: false });
  });

  it('takes no isolation for done where no isolation group is configured', async () => {
    const ports = account('stopped');
    ports.playbookPorts['isolate-network-interface'].interfaces.set('eni-1', ['sg-0a']);
    const scan = makeFinding({ rule: 'flow-port-scan', dataset: 'vpc-flow', resources: { interfaceId: 'eni-1' } });
    const plan = planOf('isolate-network-interface');
    expect(await verifyRemediation(ports, settings, onUnnoted)({ finding: scan, plan })).toMatchObject({
      verified: false,
    });
    const isolating = { ISOLATION_SECURITY_GROUP_ID: 'sg-0a' };
    expect(await verifyRemediation(ports, isolating, onUnnoted)({ finding: scan, plan })).toMatchObject({
      verified: true,
    });
  });

  it.each([
    ['resolves what was acted on and is right', 'act', 'logging', 'resolved'],
    ['leaves what is not right as it is', 'act', 'stopped', undefined],
    ['leaves what was only rehearsed as it is', 'rehearse', 'logging', undefined],
  ] as const)('%s', async (_, decision, trail, state) => {
    const ports = account(trail);
    await ports.findings.raise(finding);
    ports.clock.set(finding.lastSeenMs + 60_000);
    await verifyRemediation(
      ports,
      settings,
      onUnnoted,
    )({ finding, plan: { ...planOf('restart-trail-logging'), decision } });
    expect((await ports.findings.get(finding.id))?.status?.state).toBe(state);
  });

  it('verifies what is right although it cannot be noted, so that nothing is put back for it', async () => {
    const unnoted: unknown[] = [];
    const ports = account('logging');
    const faults = plannedFaults({ 'findings.setStatus': ['before'] });
    const broken = { ...ports, ...portsWithFaults({ findings: ports.findings }, faults) };
    const verify = verifyRemediation(broken, settings, (error) => unnoted.push(error));
    expect(await verify({ finding, plan: planOf('restart-trail-logging') })).toMatchObject({ verified: true });
    expect(unnoted).toMatchObject([{ name: 'PortError', operation: 'setStatus' }]);
  });

  it('notes what it verified as experience, and lets the next finding through', async () => {
    const ports = account('logging');
    const of = (id: string) =>
      reservationOf({ id: 'restart-trail-logging', resources: ['trailName'] }, { ...finding, id });
    const nowMs = ports.clock.now();
    await ports.remediationLedger.reserve(of(finding.id), usualApplyLimits, nowMs);
    expect(await ports.remediationLedger.reserve(of('next'), usualApplyLimits, nowMs)).toMatchObject({
      kind: 'refused',
    });
    const plan = { ...planOf('restart-trail-logging'), decision: 'act' as const };
    await verifyRemediation(ports, settings, onUnnoted)({ finding, plan });
    expect(await ports.remediationLedger.reserve(of('next'), usualApplyLimits, nowMs)).toEqual({ kind: 'reserved' });
  });

  it('verifies nothing while remediation is switched off', async () => {
    const ports = account('logging');
    ports.remediationSwitch.set('off');
    const refused = verifyRemediation(ports, settings, onUnnoted)({ finding, plan: planOf('restart-trail-logging') });
    await expect(refused).rejects.toMatchObject({ name: 'RemediationRefused' });
  });

  it('fails when it cannot look', async () => {
    const ports = account('logging');
    const faults = plannedFaults({ 'restart-trail-logging.status': ['before'] });
    const broken = { ...ports, openPort: openingWithFaults(ports.openPort, faults) };
    const failed = verifyRemediation(broken, settings, onUnnoted)({ finding, plan: planOf('restart-trail-logging') });
    await expect(failed).rejects.toThrow(/status failed/);
  });
});

it('reads the isolation group from its environment, and refuses what is none', () => {
  const table = { FINDINGS_TABLE: 'findings', COUNTS_TABLE: 'counts', REMEDIATION_SWITCH_PARAMETER: '/a/switch' };
  expect(readEnv(table)).toEqual({ ...table, REMEDIATION_STARTS: '[]' });
  const isolating = { ...table, ISOLATION_SECURITY_GROUP_ID: 'sg-0a1b' };
  expect(readEnv(isolating)).toEqual({ ...isolating, REMEDIATION_STARTS: '[]' });
  expect(() => readEnv({ ...table, REMEDIATION_STARTS: '[{}]' })).toThrow(/REMEDIATION_STARTS/);
  expect(() => readEnv({ ISOLATION_SECURITY_GROUP_ID: '0.0.0.0/0' })).toThrow(/ISOLATION_SECURITY_GROUP_ID/);
});
