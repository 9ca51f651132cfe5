import { describe, expect, it } from '@jest/globals';
import { makeFinding, memoryPorts, type MemoryPorts, plannedFaults, portsWithFaults } from '@bellwether/testkit';
import type { Finding } from '@bellwether/log-model';
import {
  guardrailsOf,
  planRemediation,
  playbookById,
  playbooks,
  type Playbook,
  settingsOf,
} from '@bellwether/playbooks';

const isolationGroup = 'sg-0000000000000dead';
const interfaceId = 'eni-0a1b2c3d4e5f60718';
const settings = { isolationSecurityGroupId: isolationGroup };

const stoppedTrail = makeFinding({ rule: 'cloudtrail-logging-disabled', resources: { trailName: 'main' } });
const scan = makeFinding({
  rule: 'flow-port-scan',
  source: 'vpc-flow',
  resources: { interfaceId, sourceIp: '10.0.1.15', destinationIp: '10.0.2.30' },
});

/** A finding each playbook is for, an account in which there is something to do, and what it looks like. */
const subjects: Readonly<
  Record<string, { finding: Finding; arrange: (ports: MemoryPorts) => void; look: (ports: MemoryPorts) => unknown }>
> = {
  'restart-trail-logging': {
    finding: stoppedTrail,
    arrange: ({ trails }) => void trails.trails.set('main', 'stopped'),
    look: ({ trails }) => trails.trails.get('main'),
  },
  'isolate-network-interface': {
    finding: scan,
    arrange: ({ interfaces }) => {
      interfaces.interfaces.set(interfaceId, ['sg-0a', 'sg-0b']);
      interfaces.addressesOf.set(interfaceId, ['10.0.1.15']);
    },
    look: ({ interfaces }) => interfaces.interfaces.get(interfaceId),
  },
};

const subjectOf = (playbook: Playbook) => {
  const subject = subjects[playbook.id];
  if (!subject) throw new Error(`No subject for the playbook ${playbook.id}.`);
  const ports = memoryPorts();
  subject.arrange(ports);
  return { ports, finding: subject.finding, look: () => subject.look(ports) };
};

const capture = async (playbook: Playbook, ports: MemoryPorts, finding: Finding) => {
  const precheck = await playbook.precheck(ports, finding, settings);
  if (precheck.kind !== 'ready') throw new Error(precheck.reason);
  return precheck;
};

it('there are playbooks, each under an id of its own', () => {
  expect(playbooks.length).toBeGreaterThan(0);
  expect(new Set(playbooks.map(({ id }) => id)).size).toBe(playbooks.length);
  for (const playbook of playbooks) expect(playbookById(playbook.id)).toBe(playbook);
  expect(playbookById('delete-everything')).toBeUndefined();
});

describe.each(playbooks.map((playbook) => [playbook.id, playbook] as const))('the playbook %s', (_, playbook) => {
  it('looks before it acts, and changes nothing by looking', async () => {
    const { ports, finding, look } = subjectOf(playbook);
    const before = look();
    const precheck = await capture(playbook, ports, finding);
    expect(precheck.steps).not.toHaveLength(0);
    expect(Object.values(precheck.captured).every((value) => typeof value === 'string')).toBe(true);
    expect(look()).toEqual(before);
    expect(await playbook.verify(ports, finding, settings)).toBe(false);
  });

  it('puts right what it is for, is verified by a fresh look, and changes nothing more when run again', async () => {
    const { ports, finding, look } = subjectOf(playbook);
    await playbook.apply(ports, finding, settings);
    const after = look();
    expect(await playbook.verify(ports, finding, settings)).toBe(true);
    await playbook.apply(ports, finding, settings);
    expect(look()).toEqual(after);
    expect((await playbook.precheck(ports, finding, settings)).kind).toBe('already_right');
  });

  it('puts back what it captured, also twice', async () => {
    const { ports, finding, look } = subjectOf(playbook);
    const before = look();
    const { captured } = await capture(playbook, ports, finding);
    await playbook.apply(ports, finding, settings);
    await playbook.rollback(ports, finding, JSON.parse(JSON.stringify(captured)) as typeof captured);
    await playbook.rollback(ports, finding, captured);
    expect(look()).toEqual(before);
  });

  it('is for its own rule and source alone', () => {
    const { finding } = subjectOf(playbook);
    expect(playbook.match(finding)).toBe(true);
    expect(playbook.match({ ...finding, rule: 'another-rule' })).toBe(false);
    expect(playbook.match({ ...finding, source: 'application' })).toBe(false);
    expect(playbooks.filter((other) => other.match(finding))).toEqual([playbook]);
  });

  it('refuses a finding that names nothing, and never guesses', async () => {
    const { ports, finding } = subjectOf(playbook);
    const nameless = { ...finding, resources: {} };
    expect((await playbook.precheck(ports, nameless, settings)).kind).toBe('refused');
    await expect(async () => playbook.apply(ports, nameless, settings)).rejects.toThrow(/names no/);
    await expect(async () => playbook.verify(ports, nameless, settings)).rejects.toThrow(/names no/);
  });

  it('refuses what is not there', async () => {
    const { finding } = subjectOf(playbook);
    expect((await playbook.precheck(memoryPorts(), finding, settings)).kind).toBe('refused');
    expect(await playbook.verify(memoryPorts(), finding, settings)).toBe(false);
  });

  it('plans nothing when the account cannot be read', async () => {
    const { ports, finding } = subjectOf(playbook);
    const broken = portsWithFaults(
      ports,
      plannedFaults({ 'trails.status': ['before'], 'interfaces.securityGroups': ['before'] }),
    );
    const guardrails = { mode: 'apply', allowedPlaybooks: [playbook.id] } as const;
    await expect(planRemediation(broken, finding, guardrails, settings)).rejects.toThrow(/failed/);
  });

  it.each([
    ['dry-run', [playbook.id], 'rehearse'],
    ['apply', [], 'rehearse'],
    ['apply', ['another-playbook'], 'rehearse'],
    ['apply', [playbook.id], 'act'],
  ] as const)('in the mode %s with %j allowed is planned to %s', async (mode, allowedPlaybooks, decision) => {
    const { ports, finding, look } = subjectOf(playbook);
    const before = look();
    const plan = await planRemediation(ports, finding, { mode, allowedPlaybooks }, settings);
    expect(plan).toMatchObject({ decision, playbookId: playbook.id });
    expect(look()).toEqual(before);
  });
});

describe('planning', () => {
  const allowed = { mode: 'apply', allowedPlaybooks: playbooks.map(({ id }) => id) } as const;

  it('does nothing about a finding no playbook is for', async () => {
    expect(await planRemediation(memoryPorts(), makeFinding({ rule: 'root-activity' }), allowed, settings)).toEqual({
      decision: 'nothing',
      reason: 'No playbook matches the rule root-activity.',
    });
  });

  it.each<[string, Finding, (ports: MemoryPorts) => void, object, RegExp]>([
    [
      'a trail that logs again',
      stoppedTrail,
      ({ trails }) => void trails.trails.set('main', 'logging'),
      settings,
      /is logging/,
    ],
    ['a trail that is gone', stoppedTrail, () => undefined, settings, /is gone/],
    [
      'an interface that is isolated already',
      scan,
      ({ interfaces }) => void interfaces.interfaces.set(interfaceId, [isolationGroup]),
      settings,
      /is isolated/,
    ],
    [
      'an interface without groups',
      scan,
      ({ interfaces }) => void interfaces.interfaces.set(interfaceId, []),
      settings,
      /no network interface/,
    ],
    [
      'no isolation group',
      scan,
      ({ interfaces }) => void interfaces.interfaces.set(interfaceId, ['sg-0a']),
      {},
      /ISOLATION_SECURITY_GROUP_ID/,
    ],
  ])('does nothing about %s, and says why', async (_, finding, arrange, given, reason) => {
    const ports = memoryPorts();
    arrange(ports);
    const plan = await planRemediation(ports, finding, allowed, given);
    expect(plan.decision).toBe('nothing');
    expect(plan.reason).toMatch(reason);
  });

  it.each([
    ['10.0.1.15', 'act'],
    ['172.31.255.1', 'act'],
    ['192.168.0.9', 'act'],
    ['100.64.0.1', 'act'],
    ['fd12:3456::1', 'act'],
    ['203.0.113.9', 'nothing'],
    ['172.32.0.1', 'nothing'],
    ['2001:db8::1', 'nothing'],
    ['100.128.0.1', 'nothing'],
    ['', 'nothing'],
  ])(
    'after a scan from %j is to %s: a scan from outside must not take our host off the network',
    async (sourceIp, decision) => {
      const ports = memoryPorts();
      ports.interfaces.interfaces.set(interfaceId, ['sg-0a']);
      ports.interfaces.addressesOf.set(interfaceId, [sourceIp]);
      const finding = { ...scan, resources: { ...scan.resources, sourceIp } };
      expect((await planRemediation(ports, finding, allowed, settings)).decision).toBe(decision);
    },
  );

  it('leaves the interface alone that was scanned: flow logs name a flow at both ends', async () => {
    const ports = memoryPorts();
    ports.interfaces.interfaces.set(interfaceId, ['sg-0a']);
    ports.interfaces.addressesOf.set(interfaceId, ['10.0.2.30']);
    const plan = await planRemediation(ports, scan, allowed, settings);
    expect([plan.decision, plan.reason]).toEqual([
      'nothing',
      expect.stringContaining('not the one the scan comes from'),
    ]);
  });

  it('cannot put back groups that were never captured', async () => {
    const ports = memoryPorts();
    ports.interfaces.interfaces.set(interfaceId, ['sg-0a']);
    ports.interfaces.addressesOf.set(interfaceId, ['10.0.1.15']);
    await expect(playbookById('isolate-network-interface')?.rollback(ports, scan, {})).rejects.toThrow(/were captured/);
    expect(ports.interfaces.interfaces.get(interfaceId)).toEqual(['sg-0a']);
  });

  it('leaves a trail alone that logged before anything was done', async () => {
    const ports = memoryPorts();
    ports.trails.trails.set('main', 'logging');
    await playbookById('restart-trail-logging')?.rollback(ports, stoppedTrail, {});
    expect(ports.trails.trails.get('main')).toBe('logging');
  });
});

describe('the guardrails of an environment', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    [' a , b ,, ', ['a', 'b']],
  ])('allow from %j the playbooks %j', (ALLOWED_PLAYBOOKS, allowedPlaybooks) => {
    expect(guardrailsOf({ REMEDIATION_MODE: 'apply', ALLOWED_PLAYBOOKS })).toEqual({ mode: 'apply', allowedPlaybooks });
  });

  it('know the isolation group only when there is one', () => {
    expect(settingsOf({})).toEqual({});
    expect(settingsOf({ ISOLATION_SECURITY_GROUP_ID: undefined })).toEqual({});
    expect(settingsOf({ ISOLATION_SECURITY_GROUP_ID: isolationGroup })).toEqual(settings);
  });
});
