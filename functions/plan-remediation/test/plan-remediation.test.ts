import { describe, expect, it } from '@jest/globals';
import { planSchema } from '@bellwether/playbooks';
import { memoryAccount, openPortInMemory } from '@bellwether/playbooks/memory';
import { makeFinding, memoryPlanning, openingWithFaults, plannedFaults } from '@bellwether/testkit';
import { readEnv } from '../src/env.ts';
import { planRemediationTask } from '../src/plan-remediation.ts';

/** The one trail that may be started. */
const settings = { TRAIL_NAME: 'main' };

const stoppedTrail = makeFinding({
  rule: 'cloudtrail-logging-disabled',
  title: 'CloudTrail logging was disabled',
  provenance: 'declared',
});
const allowed = {
  mode: 'apply',
  allowedPlaybooks: ['restart-trail-logging'],
  targetAccounts: ['111122223333'],
  targetRegions: ['eu-west-1'],
} as const;

const portsWith = (trail?: 'logging' | 'stopped') => {
  const account = memoryAccount();
  const { trails } = account['restart-trail-logging'];
  if (trail) trails.set('main', trail);
  return {
    openPort: openPortInMemory(account),
    trails,
    ...memoryPlanning(stoppedTrail.lastSeenMs),
  };
};

describe('planning a remediation', () => {
  it.each([
    ['acts when it is allowed to', allowed, stoppedTrail, 'act', 'Remediating'],
    ['rehearses in dry-run', { ...allowed, mode: 'dry-run' }, stoppedTrail, 'rehearse', 'Rehearsed'],
    [
      'rehearses when its playbook is not allowed',
      { ...allowed, allowedPlaybooks: [] },
      stoppedTrail,
      'rehearse',
      'Rehearsed',
    ],
    [
      'does nothing about what no playbook is for',
      allowed,
      makeFinding({ rule: 'root-activity' }),
      'nothing',
      'Nothing to do',
    ],
  ] as const)('%s', async (_, guardrails, finding, decision, verdict) => {
    const ports = portsWith('stopped');
    const plan = await planRemediationTask(ports, guardrails, settings)(finding);
    expect(plan.decision).toBe(decision);
    expect(plan.subject).toBe(`[remediation] ${verdict}: ${finding.rule}`);
    expect(plan.summary).toContain(finding.title);
    expect(plan.summary).toContain(plan.reason);
    expect(ports.trails.get('main')).toBe('stopped');
  });

  it('gives every field in every decision, as the machine’s paths need them', async () => {
    for (const trail of ['stopped', 'logging', undefined] as const) {
      const plan = await planRemediationTask(portsWith(trail), allowed, settings)(stoppedTrail);
      expect(planSchema.parse(plan)).toEqual(plan);
      expect(Object.keys(plan).sort()).toEqual(Object.keys(planSchema.shape).sort());
    }
  });

  it('keeps its subject to one line of fewer than 100 plain characters, whatever a rule is called', async () => {
    const finding = makeFinding({ rule: `${'long-'.repeat(40)}\n\u001b[31mré` });
    const { subject } = await planRemediationTask(portsWith(), allowed, settings)(finding);
    expect(subject).toMatch(/^[\x20-\x7e]{1,99}$/);
  });

  it('fails rather than guesses when the account cannot be read', async () => {
    const faults = plannedFaults({ 'restart-trail-logging.status': ['before'] });
    const broken = { ...portsWith('stopped'), openPort: openingWithFaults(portsWith('stopped').openPort, faults) };
    await expect(planRemediationTask(broken, allowed, settings)(stoppedTrail)).rejects.toThrow(/status failed/);
  });
});

const locations = { REMEDIATION_SWITCH_PARAMETER: '/a/switch', COUNTS_TABLE: 'counts' };

describe('its environment', () => {
  it('is closed unless it is opened by name', () => {
    expect(readEnv({ ...locations })).toMatchObject({
      REMEDIATION_MODE: 'dry-run',
      ALLOWED_PLAYBOOKS: '',
      TARGET_ACCOUNTS: '',
    });
    expect(readEnv({ ...locations, REMEDIATION_MODE: ' ' })).toMatchObject({
      REMEDIATION_MODE: 'dry-run',
    });
  });

  it.each([
    [{ REMEDIATION_MODE: 'Apply' }, /REMEDIATION_MODE/],
    [{ REMEDIATION_MODE: 'true' }, /REMEDIATION_MODE/],
    [{ MAX_FINDING_AGE_MINUTES: '0' }, /MAX_FINDING_AGE_MINUTES/],
    [{ MAX_PLANNED_CALLS: 'many' }, /MAX_PLANNED_CALLS/],
    [{}, /REMEDIATION_SWITCH_PARAMETER/],
    [{ ISOLATION_SECURITY_GROUP_ID: 'default' }, /ISOLATION_SECURITY_GROUP_ID/],
  ])('is refused with %j', (given, problem) => {
    expect(() => readEnv(given)).toThrow(problem);
  });
});
