import { describe, expect, it } from '@jest/globals';
import {
  type Bounds,
  type PlannedRemediation,
  reservationOf,
  usualApplyLimits,
  usualBounds,
} from '@bellwether/playbooks';
import { memoryAccount, openPortInMemory } from '@bellwether/playbooks/memory';
import { makeFinding, memoryPorts, openingWithFaults, plannedFaults, portsWithFaults } from '@bellwether/testkit';
import { executeRemediation, type ExecuteRequest } from '../src/execute-remediation.ts';
import { readEnv } from '../src/env.ts';

/** The one trail that may be started. */
const settings = { TRAIL_NAME: 'main' };

const finding = makeFinding({ rule: 'cloudtrail-logging-disabled', provenance: 'declared' });
const allowed = {
  mode: 'apply',
  allowedPlaybooks: ['restart-trail-logging'],
  targetAccounts: [finding.account],
  targetRegions: [finding.region],
} as const;
const plan: PlannedRemediation = {
  decision: 'act',
  reason: 'It is allowed.',
  playbookId: 'restart-trail-logging',
  title: 'Start the stopped CloudTrail trail again',
  steps: ['cloudtrail:StartLogging on main'],
  captured: { trailStatus: 'stopped' },
  subject: '',
  summary: '',
};

const account = () => {
  const playbookPorts = memoryAccount();
  const { trails } = playbookPorts['restart-trail-logging'];
  trails.set('main', 'stopped');
  const stores = memoryPorts();
  stores.clock.set(finding.lastSeenMs);
  return { ...stores, openPort: openPortInMemory(playbookPorts), trails };
};

/** Nothing is to go unnoted here. */
const onUnnoted = (error: unknown): never => {
  throw error;
};

describe('executing a remediation', () => {
  it('applies the plan, takes it back when asked without lowering protection, and may do both again', async () => {
    const ports = account();
    const execute = executeRemediation(ports, allowed, settings, onUnnoted);
    for (const [action, status, changed] of [
      ['apply', 'logging', true],
      ['apply', 'logging', false],
      // A trail that was started stays started: nobody switches an audit off by a verification that is late.
      ['rollback', 'logging', false],
      ['rollback', 'logging', false],
    ] as const) {
      expect(await execute({ action, finding, plan })).toEqual({
        action,
        playbookId: 'restart-trail-logging',
        changed,
      });
      expect(ports.trails.get('main')).toBe(status);
    }
  });

  it.each<[string, Parameters<typeof executeRemediation>[1], Partial<ExecuteRequest>]>([
    ['a plan that was made where it is allowed, in dry-run', { ...allowed, mode: 'dry-run' }, {}],
    ['a finding that a line only claims', allowed, { finding: { ...finding, provenance: 'claimed' } }],
    ['a finding without provenance', allowed, { finding: makeFinding({ rule: 'cloudtrail-logging-disabled' }) }],
    ['an account that is not a target', { ...allowed, targetAccounts: ['999988887777'] }, {}],
    ['a region that is not a target', { ...allowed, targetRegions: ['ap-south-1'] }, {}],
    ['a playbook that is not allowed here', { ...allowed, allowedPlaybooks: [] }, {}],
    ['a plan that says to rehearse', allowed, { plan: { ...plan, decision: 'rehearse' } }],
    ['a plan that says to do nothing', allowed, { plan: { ...plan, decision: 'nothing' } }],
    ['a playbook that does not exist', { ...allowed, allowedPlaybooks: ['x'] }, { plan: { ...plan, playbookId: 'x' } }],
    [
      'a playbook that is for other findings',
      { ...allowed, allowedPlaybooks: ['isolate-network-interface'] },
      { plan: { ...plan, playbookId: 'isolate-network-interface' } },
    ],
    ['a finding of another rule', allowed, { finding: makeFinding({ rule: 'root-activity' }) }],
  ])('refuses %s, and changes nothing', async (_, guardrails, changes) => {
    for (const action of ['apply', 'rollback', 'undo'] as const) {
      const ports = account();
      const refused = executeRemediation(ports, guardrails, settings, onUnnoted)({ action, finding, plan, ...changes });
      await expect(refused).rejects.toMatchObject({ name: 'RemediationRefused' });
      expect(ports.trails.get('main')).toBe('stopped');
      expect(ports.findings.all()).toEqual([]);
    }
  });

  it('notes beside the finding that it is being put right, and that it was put back', async () => {
    const ports = { ...account(), clock: { now: () => (nowMs += 1) } };
    let nowMs = finding.lastSeenMs;
    await ports.findings.raise(finding);
    const execute = executeRemediation(ports, allowed, settings, onUnnoted);
    await execute({ action: 'apply', finding, plan });
    expect((await ports.findings.get(finding.id))?.status).toEqual({
      state: 'in_progress',
      sinceMs: finding.lastSeenMs + 2,
    });
    await execute({ action: 'rollback', finding, plan });
    expect((await ports.findings.get(finding.id))?.status).toEqual({ state: 'new', sinceMs: finding.lastSeenMs + 3 });
  });

  it('changes nothing where it cannot note what it does', async () => {
    const ports = account();
    const broken = {
      ...ports,
      ...portsWithFaults({ findings: ports.findings }, plannedFaults({ 'findings.setStatus': ['before'] })),
    };
    await expect(
      executeRemediation(broken, allowed, settings, onUnnoted)({ action: 'apply', finding, plan }),
    ).rejects.toThrow('findings.setStatus failed');
    expect(ports.trails.get('main')).toBe('stopped');
  });

  it('has put back what it put back although that cannot be noted', async () => {
    const unnoted: unknown[] = [];
    const ports = account();
    ports.trails.set('main', 'logging');
    const broken = {
      ...ports,
      ...portsWithFaults({ findings: ports.findings }, plannedFaults({ 'findings.setStatus': ['before'] })),
    };
    await executeRemediation(broken, allowed, settings, (error) => unnoted.push(error))({
      action: 'rollback',
      finding,
      plan,
    });
    expect([ports.trails.get('main'), unnoted.length]).toEqual(['logging', 1]);
  });

  it('starts no trail but the named one, whatever a plan says', async () => {
    const ports = account();
    for (const other of [{}, { TRAIL_NAME: 'another' }])
      await expect(
        executeRemediation(ports, allowed, other, onUnnoted)({ action: 'apply', finding, plan }),
      ).rejects.toThrow(/TRAIL_NAME/);
    expect(ports.trails.get('main')).toBe('stopped');
  });

  it.each([
    ['another state was captured', { captured: { trailStatus: 'paused' } }],
    ['other calls were planned', { steps: ['cloudtrail:StartLogging on main', 'cloudtrail:StopLogging on main'] }],
  ])('writes nothing when %s, and the finding is as it was', async (_, changes) => {
    let nowMs = finding.lastSeenMs;
    const ports = { ...account(), clock: { now: () => (nowMs += 1) } };
    await ports.findings.raise(finding);
    const execute = executeRemediation(ports, allowed, settings, onUnnoted);
    await expect(execute({ action: 'apply', finding, plan: { ...plan, ...changes } })).rejects.toMatchObject({
      name: 'RemediationRefused',
      message: 'The resource changed since it was planned, so the plan is not applied.',
    });
    expect(ports.trails.get('main')).toBe('stopped');
    expect((await ports.findings.get(finding.id))?.status?.state).toBe('new');
  });

  it.each<[string, Partial<Bounds>, number]>([
    ['has become too old', { maxFindingAgeMs: 60_000 }, 61_000],
    ['was seen in the future', {}, -120_000],
    ['meets a freeze that began since', { freezes: [{ startMs: 0, endMs: finding.lastSeenMs + 1 }] }, 0],
    ['meets a freeze that cannot be read', { freezes: 'unreadable' }, 0],
    ['has more calls than are allowed', { maxPlannedCalls: 0 }, 0],
  ])('refuses to apply what %s, and puts back all the same', async (_, bounds, laterMs) => {
    const ports = account();
    ports.clock.set(finding.lastSeenMs + laterMs);
    const guardrails = { ...allowed, bounds: { ...usualBounds, ...bounds } };
    const execute = executeRemediation(ports, guardrails, settings, onUnnoted);
    await expect(execute({ action: 'apply', finding, plan })).rejects.toMatchObject({ name: 'RemediationRefused' });
    expect([ports.trails.get('main'), ports.findings.all()]).toEqual(['stopped', []]);
    await expect(execute({ action: 'rollback', finding, plan })).resolves.toMatchObject({ action: 'rollback' });
  });

  const reservation = reservationOf(
    { id: 'restart-trail-logging', resources: ['trailName'] },
    { ...finding, id: 'finding-2' },
  );

  it('refuses while another finding changes the same resource, and may apply once that has ended', async () => {
    const ports = account();
    await ports.remediationLedger.reserve(reservation, usualApplyLimits, finding.lastSeenMs);
    const execute = executeRemediation(ports, allowed, settings, onUnnoted);
    await expect(execute({ action: 'apply', finding, plan })).rejects.toMatchObject({
      name: 'RemediationRefused',
      message: 'Another finding is changing the same resource.',
    });
    expect([ports.trails.get('main'), ports.findings.all()]).toEqual(['stopped', []]);
    await ports.remediationLedger.release(reservation, 'verified', finding.lastSeenMs);
    expect(await execute({ action: 'apply', finding, plan })).toMatchObject({ changed: true });
  });

  it.each([
    [
      'was put back',
      async (execute: ReturnType<typeof executeRemediation>) => execute({ action: 'rollback', finding, plan }),
    ],
    ['was refused', async () => undefined],
  ])('lets the next finding through after one that %s', async (_, end) => {
    const ports = account();
    const execute = executeRemediation(ports, allowed, settings, onUnnoted);
    const changed = { ...plan, captured: { trailStatus: 'paused' } };
    const applying = execute({ action: 'apply', finding, plan: _ === 'was refused' ? changed : plan });
    await (_ === 'was refused' ? expect(applying).rejects.toThrow('changed since') : applying);
    await end(execute);
    const nextHourMs = finding.lastSeenMs + 3_600_000;
    expect(await ports.remediationLedger.reserve(reservation, usualApplyLimits, nextHourMs)).toEqual({
      kind: 'reserved',
    });
  });

  it('refuses when locks and rates cannot be asked', async () => {
    const ports = account();
    const reserve = () => Promise.reject(new Error('Throttled'));
    const broken = { ...ports, remediationLedger: { ...ports.remediationLedger, reserve } };
    await expect(
      executeRemediation(broken, allowed, settings, onUnnoted)({ action: 'apply', finding, plan }),
    ).rejects.toMatchObject({ name: 'RemediationRefused', message: 'Locks and rates could not be asked: Throttled' });
    expect([ports.trails.get('main'), ports.findings.all()]).toEqual(['stopped', []]);
  });

  it('neither applies nor puts back while the switch is off', async () => {
    for (const action of ['apply', 'rollback'] as const) {
      const ports = account();
      ports.remediationSwitch.set('off');
      const refused = executeRemediation(ports, allowed, settings, onUnnoted)({ action, finding, plan });
      await expect(refused).rejects.toMatchObject({ name: 'RemediationRefused' });
      expect([ports.trails.get('main'), ports.findings.all()]).toEqual(['stopped', []]);
    }
  });

  it('fails when the call fails', async () => {
    const faults = plannedFaults({ 'restart-trail-logging.startLogging': ['before'] });
    const ports = account();
    const broken = { ...ports, openPort: openingWithFaults(ports.openPort, faults) };
    const failed = executeRemediation(broken, allowed, settings, onUnnoted)({ action: 'apply', finding, plan });
    await expect(failed).rejects.toThrow(/startLogging failed/);
  });
});

it('reads an environment that is closed unless it is opened by name', () => {
  expect(
    readEnv({ FINDINGS_TABLE: 'findings', COUNTS_TABLE: 'counts', REMEDIATION_SWITCH_PARAMETER: '/a/switch' }),
  ).toMatchObject({
    REMEDIATION_MODE: 'dry-run',
    ALLOWED_PLAYBOOKS: '',
    TARGET_ACCOUNTS: '',
    TARGET_REGIONS: '',
  });
  expect(() => readEnv({ REMEDIATION_MODE: 'yes', ISOLATION_SECURITY_GROUP_ID: 'x' })).toThrow(
    /REMEDIATION_MODE[^]*ISOLATION_SECURITY_GROUP_ID/,
  );
});
