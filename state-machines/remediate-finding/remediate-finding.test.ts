import { describe, expect, it } from '@jest/globals';
import aslValidator from 'asl-validator';
import { executeRemediation, type ExecuteRequest } from '@bellwether/execute-remediation';
import type { Finding } from '@bellwether/log-model';
import { planRemediationTask } from '@bellwether/plan-remediation';
import type { Guardrails, ProgressPorts } from '@bellwether/playbooks';
import { memoryAccount } from '@bellwether/playbooks/memory';
import { memoryPorts } from '@bellwether/testkit';
import { verifyRemediation, type VerifyRequest } from '@bellwether/verify-remediation';
import { placeholdersOf, readDefinition, renderDefinition, runMachine, type TaskOverride } from '../run-machine.ts';

const definition = readDefinition('remediate-finding');
const arn = 'arn:aws:lambda:us-east-1:111122223333:function:any';
const rendered = renderDefinition(definition, {
  plan_remediation_arn: arn,
  execute_remediation_arn: arn,
  verify_remediation_arn: arn,
  alert_topic_arn: 'arn:aws:sns:us-east-1:111122223333:alerts',
  partition: 'aws',
  counts_table: 'counts',
  executions_arn: 'arn:aws:states:us-east-1:111122223333:execution:remediate-finding',
});

const finding: Finding = {
  id: 'a1b2c3d4e5f60718',
  kind: 'rule',
  rule: 'cloudtrail-logging-disabled',
  title: 'CloudTrail logging was disabled',
  severity: 'CRITICAL',
  score: 0.95,
  reasons: ['StopLogging succeeded.'],
  scope: '111122223333/cloudtrail',
  dataset: 'cloudtrail',
  account: '111122223333',
  region: 'us-east-1',
  dedupeKey: 'main-trail',
  resources: { trailName: 'main-trail' },
  evidence: ['e-1'],
  windowStartMs: 0,
  firstSeenMs: 0,
  lastSeenMs: 0,
  count: 1,
  provenance: 'declared',
};

/** The one trail that may be started. */
const settings = { TRAIL_NAME: 'main-trail' };

const allowed: Guardrails = {
  mode: 'apply',
  allowedPlaybooks: ['restart-trail-logging'],
  targetAccounts: [finding.account],
  targetRegions: [finding.region],
};

/** The port of the playbook that restarts trails. */
type TrailPort = ReturnType<typeof memoryAccount>['restart-trail-logging'];

/** Runs the machine over a trail in memory; calls of its port may be replaced by ones that fail. */
const remediate = async (
  guardrails: Guardrails,
  options: {
    trail?: 'logging' | 'stopped';
    replaced?: Partial<TrailPort>;
    cannotNoteAfter?: number;
    cannotRollBack?: boolean;
  } = {},
) => {
  const memory = memoryPorts();
  const account = memoryAccount();
  const control = account['restart-trail-logging'];
  if (options.trail) control.trails.set('main-trail', options.trail);
  let nowMs = 0;
  const clock = { now: () => (nowMs += 1_000) };
  let noted = 0;
  const setStatus: ProgressPorts['findings']['setStatus'] = (id, status) => {
    noted += 1;
    if (noted > (options.cannotNoteAfter ?? Infinity)) return Promise.reject(new Error('Throttled'));
    return memory.findings.setStatus(id, status);
  };
  const onUnnoted = (): void => undefined;
  const openPort = async (id: string): Promise<object> =>
    id === 'restart-trail-logging'
      ? { ...control, ...options.replaced }
      : Promise.reject(new Error(`Not opened here: ${id}.`));
  const ports = { ...memory, openPort, findings: { ...memory.findings, setStatus }, clock };
  await memory.findings.raise(finding);
  const sent: string[] = [];
  const execute: TaskOverride = async (input) => {
    const { action } = input as ExecuteRequest;
    if (action === 'rollback' && options.cannotRollBack) throw new Error('AccessDenied');
    return executeRemediation(ports, guardrails, settings, onUnnoted)(input as ExecuteRequest);
  };
  const publish =
    (outcome: string): TaskOverride =>
    async () => {
      sent.push(outcome);
      return {};
    };
  const run = await runMachine(
    rendered,
    {
      'Find what was done': async () => ({}),
      'Put back what a person asks for': execute,
      'Notify that it was put back for a person': publish('put_back'),
      'Notify that there is nothing to put back': publish('nothing_to_put_back'),
      'Plan the remediation': (input) => planRemediationTask(ports, guardrails, settings)(input as Finding),
      'Apply the playbook': execute,
      'Put back what was captured': execute,
      'Verify the effect': (input) => verifyRemediation(ports, settings, onUnnoted)(input as VerifyRequest),
      'Notify of the rehearsal': publish('rehearsed'),
      'Notify of the success': publish('verified'),
      'Notify of the roll-back': publish('rolled_back'),
      'Notify that it was left': publish('left'),
      'Notify that a guardrail refused': publish('refused'),
      'Notify that it is as wanted already': publish('already_so'),
      'Notify that it was not found': publish('not_found'),
      'Notify that reading was denied': publish('access_denied'),
      'Notify that acting was denied': publish('access_denied'),
      'Notify that acting was refused': publish('refused'),
      'Notify that planning failed': publish('planning_failed'),
    },
    finding,
  );
  const state = (await memory.findings.get(finding.id))?.status?.state ?? 'new';
  return { run, sent, trail: control.trails.get('main-trail'), state };
};

describe('the remediation machine', () => {
  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = aslValidator(JSON.parse(rendered));
    expect([isValid, isValid ? '' : errorsText()]).toEqual([true, '']);
  });

  it('asks for exactly the values that Terraform supplies', () => {
    expect(placeholdersOf(definition)).toEqual([
      'alert_topic_arn',
      'counts_table',
      'execute_remediation_arn',
      'executions_arn',
      'partition',
      'plan_remediation_arn',
      'verify_remediation_arn',
    ]);
  });

  it('gives every task a timeout, a retry on named errors and a catch', () => {
    const { States } = JSON.parse(definition) as { States: Record<string, Record<string, unknown>> };
    const tasks = Object.entries(States).filter(([, state]) => state['Type'] === 'Task');
    expect(tasks.length).toBeGreaterThan(5);
    for (const [name, state] of tasks) {
      expect([name, typeof state['TimeoutSeconds']]).toEqual([name, 'number']);
      expect([name, JSON.stringify(state['Retry']).includes('States.ALL')]).toEqual([name, false]);
      expect([name, Array.isArray(state['Catch'])]).toEqual([name, true]);
    }
  });

  it.each([
    [
      'rehearses in dry-run and changes nothing',
      { ...allowed, mode: 'dry-run', allowedPlaybooks: [] },
      'stopped',
      'succeeded',
      'rehearsed',
      'stopped',
      'new',
    ],
    [
      'rehearses when the playbook is not allowed by name',
      { ...allowed, allowedPlaybooks: ['isolate-network-interface'] },
      'stopped',
      'succeeded',
      'rehearsed',
      'stopped',
      'new',
    ],
    ['starts a stopped trail and verifies it', allowed, 'stopped', 'succeeded', 'verified', 'logging', 'resolved'],
    ['does nothing when the trail is logging', allowed, 'logging', 'succeeded', 'already_so', 'logging', 'new'],
    ['does nothing when the trail is gone', allowed, undefined, 'succeeded', 'not_found', undefined, 'new'],
  ] as const)('%s', async (_, guardrails, trail, status, outcome, after, state) => {
    const result = await remediate(guardrails, trail ? { trail } : {});
    expect({ status: result.run.status, sent: result.sent, trail: result.trail, state: result.state }).toEqual({
      status,
      sent: [outcome],
      trail: after,
      state,
    });
  });

  it('leaves what it put right as it is when that can no longer be noted', async () => {
    const { run, sent, trail, state } = await remediate(allowed, { trail: 'stopped', cannotNoteAfter: 1 });
    expect([run.status, sent, trail, state]).toEqual(['succeeded', ['verified'], 'logging', 'in_progress']);
  });

  it('fails and says that it left the trail when the change has no effect', async () => {
    const { run, sent, trail, state } = await remediate(allowed, {
      trail: 'stopped',
      replaced: { startLogging: async () => undefined },
    });
    expect([run.status, run.error?.name, sent, trail, state]).toEqual([
      'failed',
      'RemediationLeft',
      ['left'],
      'stopped',
      'new',
    ]);
    expect(run.path).toContain('Put back what was captured');
  });

  it('says that it left the trail when applying breaks', async () => {
    const { run, sent } = await remediate(allowed, {
      trail: 'stopped',
      replaced: { startLogging: () => Promise.reject(new Error('AccessDenied')) },
    });
    expect([run.status, sent]).toEqual(['failed', ['left']]);
  });

  it('asks for a person when rolling back breaks as well', async () => {
    const refused = () => Promise.reject(new Error('AccessDenied'));
    const { run, sent, state } = await remediate(allowed, {
      trail: 'stopped',
      replaced: { startLogging: refused },
      cannotRollBack: true,
    });
    // A person is to look at it: it stays what it was when that went wrong.
    expect([run.status, run.error?.name, sent, state]).toEqual(['failed', 'RemediationLeft', ['left'], 'in_progress']);
  });

  it('ends without acting when the account cannot be read', async () => {
    const { run, sent, trail } = await remediate(allowed, {
      trail: 'stopped',
      replaced: { status: () => Promise.reject(new Error('Throttled')) },
    });
    expect([run.status, run.error?.name, sent, trail]).toEqual([
      'failed',
      'PlanningFailed',
      ['planning_failed'],
      'stopped',
    ]);
  });
});
