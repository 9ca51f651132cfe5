import { describe, expect, it } from '@jest/globals';
import {
  guardrailsOf,
  planRemediation,
  playbookById,
  playbooks,
  preparePlaybook,
  regionRefusalOf,
  settingsOf,
  usualBounds,
} from '@bellwether/playbooks';
import { openPortOnAws } from '@bellwether/playbooks/aws';
import { memoryAccount, openPortInMemory } from '@bellwether/playbooks/memory';
import type { Finding } from '@bellwether/log-model';
import { makeFinding, memoryPlanning } from '@bellwether/testkit';
import { isPrivateAddress } from '../src/private-address.ts';

/** The one trail that may be started. */
const settings = { TRAIL_NAME: 'main' };

const stoppedTrail = makeFinding({
  rule: 'cloudtrail-logging-disabled',
  resources: { trailName: 'main' },
  provenance: 'declared',
});
const targetAccounts = [stoppedTrail.account];
const targetRegions = [stoppedTrail.region];

const stopped = () => {
  const account = memoryAccount();
  account['restart-trail-logging'].trails.set('main', 'stopped');
  return { openPort: openPortInMemory(account), ...memoryPlanning(stoppedTrail.lastSeenMs) };
};

describe('the registry', () => {
  it('knows playbooks by id, and no others, whatever they are called', async () => {
    for (const playbook of playbooks) expect(playbookById(playbook.id)).toBe(playbook);
    for (const id of ['delete-everything', 'toString', '__proto__', '']) {
      expect(playbookById(id)).toBeUndefined();
      await expect(preparePlaybook(id, stopped().openPort)).rejects.toThrow('There is no playbook');
      await expect(openPortOnAws(id)).rejects.toThrow('has no port');
    }
  });

  it('opens each port on AWS once', async () => {
    for (const { id } of playbooks) expect(await openPortOnAws(id)).toBe(await openPortOnAws(id));
  });
});

describe('planning', () => {
  it('does nothing about a finding that no playbook is for', async () => {
    const guardrails = {
      mode: 'apply',
      allowedPlaybooks: playbooks.map(({ id }) => id),
      targetAccounts,
      targetRegions,
    } as const;
    expect(await planRemediation(stopped(), makeFinding({ rule: 'root-activity' }), guardrails, settings)).toEqual({
      decision: 'nothing',
      reason: 'No playbook matches the rule root-activity.',
    });
    const nameless = { ...stoppedTrail, resources: {} };
    expect(await planRemediation(stopped(), nameless, guardrails, settings)).toEqual({
      decision: 'nothing',
      reason:
        'A playbook matches the rule cloudtrail-logging-disabled, but the finding does not name what the playbook acts on.',
    });
  });

  it.each([
    ['dry-run', ['restart-trail-logging'], 'rehearse'],
    ['apply', [], 'rehearse'],
    ['apply', ['another-playbook'], 'rehearse'],
    ['apply', ['restart-trail-logging'], 'act'],
  ] as const)('in the mode %s with %j allowed comes to %s', async (mode, allowedPlaybooks, decision) => {
    const plan = await planRemediation(
      stopped(),
      stoppedTrail,
      { mode, allowedPlaybooks, targetAccounts, targetRegions },
      settings,
    );
    expect(plan).toMatchObject({ decision, playbookId: 'restart-trail-logging' });
  });

  it.each([
    ['that a line only claims', { provenance: 'claimed' }, 'The finding rests on a claim'],
    ['without provenance', { provenance: undefined }, 'does not come from a declared log source'],
    ['of an account that is not a target', { account: '999988887777' }, 'The account 999988887777 is not among'],
    ['of a region that is not a target', { region: 'ap-south-1' }, 'The region ap-south-1 is not among'],
    ['of no region', { region: '' }, 'The region of the finding is not among'],
    ['of no account', { account: '' }, 'The account of the finding is not among'],
  ])('refuses a finding %s before it looks at the account', async (_, changes, reason) => {
    const openPort = () => Promise.reject(new Error('The account was looked at.'));
    const guardrails = {
      mode: 'apply',
      allowedPlaybooks: ['restart-trail-logging'],
      targetAccounts,
      targetRegions,
    } as const;
    const finding = { ...stoppedTrail, ...changes } as Finding;
    const plan = await planRemediation({ ...stopped(), openPort }, finding, guardrails, settings);
    expect(plan).toMatchObject({ decision: 'refused', reason: expect.stringContaining(reason) as unknown });
  });
});

describe('bounds of planning', () => {
  const acting = { mode: 'apply', allowedPlaybooks: ['restart-trail-logging'], targetAccounts, targetRegions } as const;

  it.each([
    ['a finding that is too old', { maxFindingAgeMs: 60_000 }, 61_000, 'rehearse', 'minutes ago'],
    ['a finding of the future', {}, -61_000, 'rehearse', 'in the future'],
    ['a freeze', { freezes: [{ startMs: 0, endMs: 4e12 }] }, 0, 'rehearse', 'A freeze is on'],
    ['a freeze that cannot be read', { freezes: 'unreadable' }, 0, 'rehearse', 'cannot be read'],
    ['a plan of too many calls', { maxPlannedCalls: 0 }, 0, 'refused', 'MAX_PLANNED_CALLS'],
    ['the usual bounds', {}, 60 * 60_000, 'act', 'allowed to act'],
  ] as const)('with %s nothing is applied that should not be', async (_, changes, laterMs, decision, reason) => {
    const ports = { ...stopped(), clock: { now: () => stoppedTrail.lastSeenMs + laterMs } };
    const guardrails = { ...acting, bounds: { ...usualBounds, ...changes } };
    expect(await planRemediation(ports, stoppedTrail, guardrails, settings)).toMatchObject({
      decision,
      reason: expect.stringContaining(reason) as unknown,
    });
  });

  it('rehearses while ingestion works off what waited, and no longer than an hour after', async () => {
    const ports = stopped();
    const oldestArrivalMs = stoppedTrail.lastSeenMs - 7_200_000;
    for (const [agoMs, decision] of [
      [3_600_001, 'act'],
      [3_599_999, 'rehearse'],
    ] as const) {
      await ports.lateWindows.noteBacklog({ shard: 's', oldestArrivalMs, notedAtMs: stoppedTrail.lastSeenMs - agoMs });
      expect(await planRemediation(ports, stoppedTrail, acting, settings)).toMatchObject({ decision });
    }
  });

  it('fails when it cannot ask for backlogs', async () => {
    const ports = { ...stopped(), lateWindows: { backlogs: () => Promise.reject(new Error('Throttled')) } };
    await expect(planRemediation(ports, stoppedTrail, acting, settings)).rejects.toThrow('Throttled');
  });

  it('refuses while the switch is off, before it looks at the account', async () => {
    const ports = { ...stopped(), openPort: () => Promise.reject(new Error('The account was looked at.')) };
    ports.remediationSwitch.set('off');
    for (const mode of ['dry-run', 'apply'] as const)
      expect(await planRemediation(ports, stoppedTrail, { ...acting, mode }, settings)).toMatchObject({
        decision: 'refused',
        reason: expect.stringContaining('switched off') as unknown,
      });
  });
});

describe('the region of a finding', () => {
  it.each([
    ['eu-west-1', ['eu-west-1'], false, true],
    ['eu-west-1', ['us-east-1', 'eu-west-1'], false, true],
    ['eu-west-1', ['eu-west'], false, false],
    ['eu-west-1', [], false, false],
    ['', ['eu-west-1'], false, false],
    // IAM reports from one region, wherever the functions are.
    ['us-east-1', ['eu-west-1'], true, true],
  ])('%j among %j, of a service for all regions: %s, may be acted on: %s', (region, targets, isGlobal, may) => {
    expect(regionRefusalOf({ region }, { isGlobal }, { targetRegions: targets }) === undefined).toBe(may);
  });
});

describe('private addresses', () => {
  it.each([
    ['10.0.1.15', true],
    ['172.31.255.1', true],
    ['192.168.0.9', true],
    ['100.64.0.1', true],
    ['fd12:3456::1', true],
    ['::ffff:10.0.0.1', true],
    ['203.0.113.9', false],
    ['172.32.0.1', false],
    ['2001:db8::1', false],
    ['100.128.0.1', false],
    ['10.0.0', false],
    ['10.evil.example', false],
    ['fd00:not-an-address', false],
    ['', false],
  ])('%j: %s', (address, isPrivate) => {
    expect(isPrivateAddress(address)).toBe(isPrivate);
  });
});

describe('the guardrails of an environment', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    [' a , b ,, ', ['a', 'b']],
  ])('allow from %j the playbooks %j', (ALLOWED_PLAYBOOKS, allowedPlaybooks) => {
    expect(
      guardrailsOf({
        REMEDIATION_MODE: 'apply',
        ALLOWED_PLAYBOOKS,
        TARGET_ACCOUNTS: '111122223333,444455556666',
        TARGET_REGIONS: 'eu-west-1,us-east-1',
        MAX_FINDING_AGE_MINUTES: 30,
        FREEZES: 'always',
        MAX_PLANNED_CALLS: 3,
        ASK_FIRST: ALLOWED_PLAYBOOKS,
        REMEDIATION_STARTS: '[]',
      }),
    ).toEqual({
      mode: 'apply',
      allowedPlaybooks,
      askFirst: allowedPlaybooks,
      targetAccounts: ['111122223333', '444455556666'],
      targetRegions: ['eu-west-1', 'us-east-1'],
      bounds: { maxFindingAgeMs: 1_800_000, freezes: 'unreadable', maxPlannedCalls: 3 },
      starts: [],
    });
  });

  it('keep of the environment what a playbook reads, and nothing else', () => {
    expect(settingsOf({ FINDINGS_TABLE: 'findings', ISOLATION_SECURITY_GROUP_ID: undefined })).toEqual({});
    const isolating = { ISOLATION_SECURITY_GROUP_ID: 'sg-0a1b' };
    expect(settingsOf({ FINDINGS_TABLE: 'findings', ...isolating })).toEqual(isolating);
  });
});
