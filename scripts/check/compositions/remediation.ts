import { makeFinding } from '@bellwether/testkit';
import type { Arrangement } from './aws-border.ts';
import type { Composition, Effect, Seen } from './composition.ts';
import { fieldOf, table } from './looks.ts';

const playbookId = 'isolate-network-interface';
const group = 'sg-0000000000000dead';
/** The group that the interface is in already. */
const itsOwnGroup = 'sg-0a';

/** Findings of half an hour ago: an older one may be rehearsed only. */
const lastSeenMs = Date.now() - 30 * 60_000;

const finding = makeFinding({
  lastSeenMs,
  rule: 'flow-port-scan',
  dataset: 'vpc-flow',
  resources: { interfaceId: 'eni-0a1b2c3d4e5f60718', sourceIp: '10.0.1.15' },
  provenance: 'declared',
});

const trailPlaybookId = 'restart-trail-logging';

const trailFinding = makeFinding({
  lastSeenMs,
  rule: 'cloudtrail-logging-disabled',
  dataset: 'cloudtrail',
  account: finding.account,
  resources: { trailName: 'main' },
  provenance: 'declared',
});

const plan = {
  decision: 'act',
  reason: 'A scan.',
  playbookId,
  title: 'Isolate',
  steps: [
    `ec2:ModifyNetworkInterfaceAttribute on eni-0a1b2c3d4e5f60718: security groups ${itsOwnGroup} become ${group}`,
  ],
  captured: { securityGroupIds: itsOwnGroup },
  subject: 'Isolate',
  summary: 'Isolate.',
};

const trailPlan = {
  ...plan,
  playbookId: trailPlaybookId,
  steps: ['cloudtrail:StartLogging on main'],
  captured: { trailStatus: 'stopped' },
};

const switchParameter = '/one/remediation/switch';

/** The parameter that is asked before each step. */
const switchEffect: Effect = {
  changed: '/two/remediation/switch',
  look: fieldOf('ssm', 'GetParameter', 'Name'),
  before: [switchParameter],
  after: ['/two/remediation/switch'],
};

const acting = {
  REMEDIATION_SWITCH_PARAMETER: switchParameter,
  COUNTS_TABLE: 'counts-one',
  REMEDIATION_MODE: 'apply',
  ALLOWED_PLAYBOOKS: `${playbookId},${trailPlaybookId}`,
  TARGET_ACCOUNTS: finding.account,
  TARGET_REGIONS: finding.region,
  ISOLATION_SECURITY_GROUP_ID: group,
  TRAIL_NAME: 'main',
};

/** What the task answered to one of its events, in this field. */
const answered =
  (field: string, index = 0): Effect['look'] =>
  ({ answers }) =>
    (answers[index] as Readonly<Record<string, unknown>>)[field];

const trailsStarted: Effect['look'] = ({ sent }) =>
  sent.filter(({ operation }) => operation === 'StartLogging').map(({ input }) => input['Name']);

const groupsSet: Effect['look'] = ({ sent }) =>
  sent
    .filter(({ operation }) => operation === 'ModifyNetworkInterfaceAttribute')
    .map(({ input }) => input['SecurityGroupId.1']);

/** The updates of the transactions that reserve. */
const reservations: (seen: Seen) => readonly Readonly<Record<string, unknown>>[] = ({ sent }) =>
  sent
    .filter(({ operation }) => operation === 'TransactWriteItems')
    .flatMap(({ input }) => input['TransactItems'] as readonly { readonly Update: Readonly<Record<string, unknown>> }[])
    .map(({ Update }) => Update);

const reservedIn: Effect['look'] = (seen) => [...new Set(reservations(seen).map(({ TableName }) => TableName))];

/** An anomaly of an application's log, and the setting that maps it to a playbook. */
const anomaly = makeFinding({
  id: 'finding-of-an-application',
  lastSeenMs,
  kind: 'anomaly',
  rule: 'error-spike',
  dataset: 'application',
  account: finding.account,
  scope: `${finding.account}:/app/orders`,
  resources: {},
});
const starts = JSON.stringify([
  {
    rule: anomaly.rule,
    scope: anomaly.scope,
    playbook: playbookId,
    resources: { interfaceId: 'eni-0a1b2c3d4e5f60718', sourceIp: '10.0.1.15' },
    mode: 'apply',
  },
]);

/** The playbook was verified in this account. */
const verifiedBefore: NonNullable<Arrangement['item']> = (partition) =>
  partition.startsWith('remediation#verified#') ? { untilMs: { N: String(Date.now() + 86_400_000) } } : undefined;

/** The places of an hour that the part of that number of the first reservation asks for. */
const placesIn = (part: number, changed: string, before: string, after: string): Effect => ({
  changed,
  look: (seen) =>
    (reservations(seen)[part]?.['ExpressionAttributeValues'] as Record<string, { readonly N?: string }>)[':most']?.N,
  before,
  after,
});

/** A guardrail by which nothing is changed. */
const without = (changed: string): Effect => ({ changed, look: groupsSet, before: [group], after: [] });

const otherGroup = 'sg-0000000000000beef';

export const planRemediation: Composition = {
  environment: acting,
  events: [finding, trailFinding, anomaly],
  effects: {
    REMEDIATION_MODE: { changed: 'dry-run', look: answered('decision'), before: 'act', after: 'rehearse' },
    ALLOWED_PLAYBOOKS: { changed: 'another', look: answered('decision'), before: 'act', after: 'rehearse' },
    TARGET_ACCOUNTS: { changed: '999988887777', look: answered('decision'), before: 'act', after: 'refused' },
    TARGET_REGIONS: { changed: 'ap-south-1', look: answered('decision'), before: 'act', after: 'refused' },
    REMEDIATION_SWITCH_PARAMETER: switchEffect,
    COUNTS_TABLE: table('counts'),
    MAX_FINDING_AGE_MINUTES: { changed: '1', look: answered('decision'), before: 'act', after: 'rehearse' },
    REMEDIATION_STARTS: { changed: starts, look: answered('decision', 2), before: 'nothing', after: 'act' },
    FREEZES: { changed: 'always', look: answered('decision'), before: 'act', after: 'rehearse' },
    MAX_PLANNED_CALLS: { changed: '0', look: answered('decision'), before: 'act', after: 'refused' },
    ASK_FIRST: { changed: '*', look: answered('ask'), before: false, after: true },
    ISOLATION_SECURITY_GROUP_ID: {
      changed: otherGroup,
      look: (seen) => String(answered('steps')(seen)).split(' ').at(-1),
      before: group,
      after: otherGroup,
    },
    TRAIL_NAME: {
      changed: 'another',
      look: answered('reason', 1),
      before: 'The trail main is logging.',
      after: 'The trail main is not the one that may be started (TRAIL_NAME).',
    },
  },
};

export const executeRemediation: Composition = {
  environment: { ...acting, FINDINGS_TABLE: 'findings-one' },
  arrangement: { hasStoppedTrail: true, item: verifiedBefore },
  events: [
    { action: 'apply', finding, plan },
    { action: 'apply', finding: trailFinding, plan: trailPlan },
    { action: 'apply', finding: anomaly, plan },
  ],
  effects: {
    FINDINGS_TABLE: table('findings'),
    REMEDIATION_MODE: without('dry-run'),
    ALLOWED_PLAYBOOKS: without('another'),
    TARGET_ACCOUNTS: without('999988887777'),
    TARGET_REGIONS: without('ap-south-1'),
    REMEDIATION_SWITCH_PARAMETER: switchEffect,
    COUNTS_TABLE: { changed: 'counts-two', look: reservedIn, before: ['counts-one'], after: ['counts-two'] },
    // Each has been verified here, so the hour has more than one place.
    MAX_APPLIED_PER_HOUR: placesIn(2, '3', '5', '3'),
    MAX_APPLIED_PER_ACCOUNT_HOUR: placesIn(3, '12', '10', '12'),
    MAX_FINDING_AGE_MINUTES: without('1'),
    REMEDIATION_STARTS: { changed: starts, look: groupsSet, before: [group], after: [group, group] },
    FREEZES: without('always'),
    MAX_PLANNED_CALLS: without('0'),
    // Nobody was asked.
    ASK_FIRST: without('*'),
    // The plan is about the group that was set when it was made.
    ISOLATION_SECURITY_GROUP_ID: without(otherGroup),
    TRAIL_NAME: { changed: 'another', look: trailsStarted, before: ['main'], after: [] },
  },
};

export const verifyRemediation: Composition = {
  environment: {
    ISOLATION_SECURITY_GROUP_ID: itsOwnGroup,
    FINDINGS_TABLE: 'findings-one',
    COUNTS_TABLE: 'counts-one',
    TRAIL_NAME: 'main',
    REMEDIATION_SWITCH_PARAMETER: switchParameter,
  },
  events: [
    { finding, plan },
    { finding: trailFinding, plan: trailPlan },
    { finding: anomaly, plan },
  ],
  effects: {
    FINDINGS_TABLE: table('findings'),
    REMEDIATION_SWITCH_PARAMETER: switchEffect,
    COUNTS_TABLE: table('counts'),
    REMEDIATION_STARTS: { changed: starts, look: answered('verified', 2), before: undefined, after: true },
    ISOLATION_SECURITY_GROUP_ID: { changed: otherGroup, look: answered('verified'), before: true, after: false },
    TRAIL_NAME: { changed: 'another', look: answered('verified', 1), before: true, after: false },
  },
};
