import { describe, expect, it } from '@jest/globals';
import { executeRemediation, type ExecuteRequest } from '@bellwether/execute-remediation';
import type { Finding } from '@bellwether/log-model';
import { planRemediationTask } from '@bellwether/plan-remediation';
import { type Bounds, playbooks, preparePlaybook, type Guardrails, usualBounds } from '@bellwether/playbooks';
import { memoryAccount, openPortInMemory, type MemoryAccount } from '@bellwether/playbooks/memory';
import { scenarios } from '@bellwether/playbooks/scenarios';
import { makeFinding, memoryPorts } from '@bellwether/testkit';
import { verifyRemediation, type VerifyRequest } from '@bellwether/verify-remediation';
import type { PlaybookScenarios } from '../../packages/playbooks/src/scenario.ts';
import { placeholdersOf, readDefinition, renderDefinition, runMachine, type TaskOverride } from '../run-machine.ts';

const definition = readDefinition('remediate-finding');
const rendered = renderDefinition(
  definition,
  Object.fromEntries(placeholdersOf(definition).map((name) => [name, `arn:aws:lambda:us-east-1:1:function:${name}`])),
);
const { States } = JSON.parse(rendered) as {
  readonly States: Readonly<
    Record<string, { readonly Type: string; readonly Next?: string; readonly End?: true; readonly Parameters?: object }>
  >;
};
const notices = Object.keys(States).filter((name) => name.startsWith('Notify '));

/** How a step fails, each time it is tried: before it did anything, or after all of it. */
interface Failure {
  readonly when: 'before' | 'after';
  readonly name: string;
}

type Step = 'Plan the remediation' | 'Apply the playbook' | 'Verify the effect' | 'Put back what was captured';

interface Arrangement {
  readonly bounds?: Partial<Bounds>;
  /** The step after which somebody switches remediation off; `before` all of them. */
  readonly switchedOff?: 'before' | Step;
  readonly failures?: Partial<Record<Step, Failure>>;
  readonly mode?: Guardrails['mode'];
  readonly noticesFail?: boolean;
  /** Changes the account before it is planned. */
  readonly before?: (memory: object, scenario: PlaybookScenarios<object>) => void;
}

const failing =
  (task: TaskOverride, failure: Failure | undefined): TaskOverride =>
  async (input) => {
    if (failure?.when === 'before') throw Object.assign(new Error('It failed.'), { name: failure.name });
    const result = await task(input);
    if (failure !== undefined) throw Object.assign(new Error('It failed.'), { name: failure.name });
    return result;
  };

/** Runs the machine over a playbook's usual account, and says how it ended, what was sent and how the account is. */
const remediate = async (
  id: string,
  { failures = {}, mode = 'apply', noticesFail = false, before, bounds = {}, switchedOff }: Arrangement,
) => {
  const scenario = scenarios[id] as PlaybookScenarios<object>;
  const account = memoryAccount();
  const memory = account[id as keyof MemoryAccount];
  scenario.usual.arrange(memory);
  before?.(memory, scenario);
  const finding = makeFinding({ ...scenario.usual.finding, provenance: 'declared' });
  const guardrails: Guardrails = {
    mode,
    allowedPlaybooks: [id],
    targetAccounts: [finding.account],
    targetRegions: [finding.region],
    bounds: { ...usualBounds, ...bounds },
  };
  let nowMs = finding.lastSeenMs;
  const stores = { ...memoryPorts(), clock: { now: () => (nowMs += 1) } };
  await stores.findings.raise(finding);
  const ports = { ...stores, openPort: openPortInMemory(account) };
  const { settings } = scenario.usual;
  if (switchedOff === 'before') stores.remediationSwitch.set('off');
  const asBefore = JSON.stringify(scenario.look(memory));
  const sent: unknown[] = [];
  const publish: TaskOverride = async (input) => {
    if (noticesFail) throw Object.assign(new Error('No topic.'), { name: 'SNS.NotFoundException' });
    sent.push(input);
    return {};
  };
  const execute: TaskOverride = (input) =>
    executeRemediation(ports, guardrails, settings, () => undefined)(input as ExecuteRequest);
  const tasks: Readonly<Record<Step, TaskOverride>> = {
    'Plan the remediation': (input) => planRemediationTask(ports, guardrails, settings)(input as Finding),
    'Apply the playbook': execute,
    'Verify the effect': (input) => verifyRemediation(ports, settings, () => undefined)(input as VerifyRequest),
    'Put back what was captured': execute,
  };
  const run = await runMachine(
    rendered,
    {
      ...Object.fromEntries(notices.map((name) => [name, publish])),
      ...Object.fromEntries(
        Object.entries(tasks).map(([name, task]) => [
          name,
          failing(
            async (input) => {
              const result = await task(input);
              if (switchedOff === name) stores.remediationSwitch.set('off');
              return result;
            },
            failures[name as Step],
          ),
        ]),
      ),
    },
    finding,
  );
  const prepared = await preparePlaybook(id, ports.openPort);
  const isBefore = JSON.stringify(scenario.look(memory)) === asBefore;
  return {
    end: run.error?.name ?? (run.output as { readonly outcome: string }).outcome,
    outcomes: sent.map(
      (message) =>
        (message as { MessageAttributes: { outcome: { StringValue: string } } }).MessageAttributes.outcome.StringValue,
    ),
    severities: sent.map(
      (message) =>
        (message as { MessageAttributes: { severity: { StringValue: string } } }).MessageAttributes.severity
          .StringValue,
    ),
    account: isBefore ? 'as before' : (await prepared.verify(finding, settings)) ? 'as wanted' : 'neither',
  };
};

const failure = (name: string, when: Failure['when'] = 'before'): Failure => ({ name, when });
const broken = failure('Lambda.Unknown');

interface Expected {
  readonly end: string;
  readonly outcome: string;
  readonly account: 'as before' | 'as wanted';
}
const keptApart = (puttingBack: Expected, keeping: Expected) => ({ puttingBack, keeping });
const both = (expected: Expected) => keptApart(expected, expected);
const putBack: Expected = { end: 'RemediationRolledBack', outcome: 'rolled_back', account: 'as before' };
const left = (account: Expected['account']): Expected => ({ end: 'RemediationLeft', outcome: 'left', account });

/** Every end, and a failure at every step, with where it leads: by whether the playbook puts back or keeps what it applied. */
const cases: readonly (readonly [string, Arrangement, ReturnType<typeof keptApart>])[] = [
  ['all goes well', {}, both({ end: 'verified', outcome: 'verified', account: 'as wanted' })],
  ['it runs dry', { mode: 'dry-run' }, both({ end: 'rehearsed', outcome: 'rehearsed', account: 'as before' })],
  [
    'the finding is too old',
    { bounds: { maxFindingAgeMs: -1 } },
    both({ end: 'rehearsed', outcome: 'rehearsed', account: 'as before' }),
  ],
  [
    'a freeze is on',
    { bounds: { freezes: [{ startMs: 0, endMs: 4e12 }] } },
    both({ end: 'rehearsed', outcome: 'rehearsed', account: 'as before' }),
  ],
  [
    'the plan has too many calls',
    { bounds: { maxPlannedCalls: 0 } },
    both({ end: 'refused', outcome: 'refused', account: 'as before' }),
  ],
  [
    'remediation is switched off',
    { switchedOff: 'before' },
    both({ end: 'refused', outcome: 'refused', account: 'as before' }),
  ],
  [
    'remediation is switched off after the plan',
    { switchedOff: 'Plan the remediation' },
    both({ end: 'RemediationRefused', outcome: 'refused', account: 'as before' }),
  ],
  [
    // Neither looked at nor put back: a person has switched it off, and a person is notified.
    'remediation is switched off after the write',
    { switchedOff: 'Apply the playbook' },
    both(left('as wanted')),
  ],
  [
    'planning fails',
    { failures: { 'Plan the remediation': broken } },
    both({ end: 'PlanningFailed', outcome: 'planning_failed', account: 'as before' }),
  ],
  [
    'planning times out each time',
    { failures: { 'Plan the remediation': failure('States.Timeout', 'after') } },
    both({ end: 'PlanningFailed', outcome: 'planning_failed', account: 'as before' }),
  ],
  [
    'reading is denied',
    { failures: { 'Plan the remediation': failure('AccessDenied') } },
    both({ end: 'AccessDenied', outcome: 'access_denied', account: 'as before' }),
  ],
  [
    'acting is denied',
    { failures: { 'Apply the playbook': failure('AccessDenied') } },
    both({ end: 'AccessDenied', outcome: 'access_denied', account: 'as before' }),
  ],
  [
    'acting is refused',
    { failures: { 'Apply the playbook': failure('RemediationRefused') } },
    both({ end: 'RemediationRefused', outcome: 'refused', account: 'as before' }),
  ],
  [
    'acting fails before it wrote',
    { failures: { 'Apply the playbook': broken } },
    keptApart(putBack, left('as before')),
  ],
  [
    'acting fails after it wrote',
    { failures: { 'Apply the playbook': failure('States.Timeout', 'after') } },
    keptApart(putBack, left('as wanted')),
  ],
  ['verifying fails', { failures: { 'Verify the effect': broken } }, keptApart(putBack, left('as wanted'))],
  [
    'verifying is denied',
    { failures: { 'Verify the effect': failure('AccessDenied', 'after') } },
    keptApart(putBack, left('as wanted')),
  ],
  [
    'putting back fails too',
    { failures: { 'Verify the effect': broken, 'Put back what was captured': broken } },
    both(left('as wanted')),
  ],
  [
    'putting back fails after it wrote',
    { failures: { 'Verify the effect': broken, 'Put back what was captured': failure('States.Timeout', 'after') } },
    keptApart(left('as before'), left('as wanted')),
  ],
];

describe.each(playbooks.map((playbook) => [playbook.id, playbook] as const))('the machine with %s', (id, playbook) => {
  const expectedOf = ({ puttingBack, keeping }: ReturnType<typeof keptApart>): Expected =>
    playbook.rollback === 'keeps' ? keeping : puttingBack;

  /** A playbook of each kind runs through all; the others through what depends on their own steps. */
  const own = ['throttle-function', 'deactivate-access-key'].includes(id)
    ? cases
    : cases.filter(([name]) =>
        ['all goes well', 'acting fails after it wrote', 'putting back fails too'].includes(name),
      );

  it.each(own)('ends as it says it does when %s', async (_, arrangement, byRollback) => {
    const { end, outcome, account } = expectedOf(byRollback);
    const run = await remediate(id, arrangement);
    expect(run).toMatchObject({ end, outcomes: [outcome], account });
    // What a person must look at now is critical, whatever the finding was.
    expect(run.severities).toEqual([outcome === 'left' ? 'CRITICAL' : expect.any(String)]);
  });

  it('ends in the same way when nobody can be notified', async () => {
    for (const [, arrangement, byRollback] of own) {
      const { end, account } = expectedOf(byRollback);
      expect(await remediate(id, { ...arrangement, noticesFail: true })).toMatchObject({ end, account, outcomes: [] });
    }
  });

  const { usual, others } = scenarios[id] as PlaybookScenarios<object>;
  // A scenario about another finding or setting is the suite's of playbooks; here the account alone differs.
  const states = others.filter(
    ({ expected, finding, settings }) =>
      expected !== 'ready' && JSON.stringify([finding, settings]) === JSON.stringify([usual.finding, usual.settings]),
  );

  it.each(states.map((state) => [state.name, state] as const))(
    'given %s ends with its own notice, and changes nothing',
    async (_, state) => {
      const { expected } = state;
      const outcome = expected === 'already_right' ? 'already_so' : expected;
      const before: Arrangement['before'] = (memory) => {
        for (const table of Object.values(memory)) if (table instanceof Map) table.clear();
        state.arrange(memory);
      };
      expect(await remediate(id, { before })).toMatchObject({
        end: outcome,
        outcomes: [outcome],
        account: 'as before',
      });
    },
  );

  it('refuses what is protected, with a notice', async () => {
    const { protect } = scenarios[id] as PlaybookScenarios<object>;
    if (protect === undefined) return;
    expect(await remediate(id, { before: (memory) => protect(memory) })).toMatchObject({
      end: 'refused',
      outcomes: ['refused'],
      account: 'as before',
    });
  });
});

it('every notice leads to one end, whether it was sent or not, and every end has a notice', () => {
  const ends = Object.keys(States).filter((name) => States[name]?.Type === 'Fail' || States[name]?.End === true);
  const notified = notices.map((name) => States[name]?.Next);
  expect(notified.every((next) => next !== undefined && ends.includes(next))).toBe(true);
  expect(ends.filter((name) => !notified.includes(name))).toEqual(['End with nothing to do']);
});
