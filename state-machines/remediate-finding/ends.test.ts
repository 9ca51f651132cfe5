import { describe, expect, it } from '@jest/globals';
import { approvalWaitMs, type PlannedRemediation, playbooks } from '@bellwether/playbooks';
import { scenarios } from '@bellwether/playbooks/scenarios';
import { approvalHoldMs, reservationHoldMs } from '@bellwether/ports';
import type { PlaybookScenarios } from '../../packages/playbooks/src/scenario.ts';
import { type Arrangement, type Failure, notices, remediate, States } from '../remediate-in-memory.ts';
import { readDefinition } from '../run-machine.ts';

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
    'another finding changes the same resource',
    { isTaken: true },
    both({ end: 'RemediationRefused', outcome: 'refused', account: 'as before' }),
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
  ['a person approves', { asked: 'approved' }, both({ end: 'verified', outcome: 'verified', account: 'as wanted' })],
  ['a person denies', { asked: 'denied' }, both({ end: 'RemediationDenied', outcome: 'denied', account: 'as before' })],
  [
    'nobody decides',
    { asked: 'nobody' },
    both({ end: 'RemediationExpired', outcome: 'expired', account: 'as before' }),
  ],
  [
    'somebody answers the run who decided nothing',
    { asked: 'forged' },
    both({ end: 'RemediationRefused', outcome: 'refused', account: 'as before' }),
  ],
  [
    'somebody answers the run who read the table and decided nothing',
    { asked: 'forged with a nonce' },
    both({ end: 'RemediationRefused', outcome: 'refused', account: 'as before' }),
  ],
  [
    'nobody can be asked',
    { asked: 'cannot be kept' },
    both({ end: 'RemediationRefused', outcome: 'refused', account: 'as before' }),
  ],
  [
    'remediation is switched off after the approval',
    { asked: 'approved', switchedOff: 'Ask a person' },
    both({ end: 'RemediationRefused', outcome: 'refused', account: 'as before' }),
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
    const asked = arrangement.asked === undefined ? [] : ['asked'];
    expect(run).toMatchObject({ end, outcomes: [...asked, outcome], account });
    // What a person must look at now is critical, whatever the finding was.
    expect(run.severities.at(-1)).toEqual(outcome === 'left' ? 'CRITICAL' : expect.any(String));
  });

  it('says at its end what was done and what was there before, so that a person can put it back', async () => {
    const { run } = await remediate(id, {});
    const { output } = run as { readonly output: { readonly plan: PlannedRemediation } };
    expect(output).toMatchObject({ outcome: 'verified', playbookId: id, steps: output.plan.steps });
    expect(output.plan).toMatchObject({ decision: 'act', playbookId: id });
    expect([output.plan.steps.length > 0, Object.keys(output.plan.captured).length > 0]).toEqual([true, true]);
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
  // A question is no end: what comes of it has a notice of its own.
  const notified = notices.filter((name) => name !== 'Notify that a person is asked').map((name) => States[name]?.Next);
  expect(notified.every((next) => next !== undefined && ends.includes(next))).toBe(true);
  expect(ends.filter((name) => !notified.includes(name))).toEqual(['End with nothing to do']);
});

it('waits for a person as long as a request can be decided, and has time left to act', () => {
  const machine = JSON.parse(readDefinition('remediate-finding')) as {
    readonly TimeoutSeconds: number;
    readonly States: Readonly<Record<string, { readonly TimeoutSeconds?: number }>>;
  };
  expect((machine.States['Ask a person']?.TimeoutSeconds ?? 0) * 1_000).toBe(approvalWaitMs);
  // What acts may use an approval for this long; and a lock outlives the machine.
  expect(machine.TimeoutSeconds * 1_000).toBeGreaterThanOrEqual(approvalWaitMs + approvalHoldMs);
  expect(reservationHoldMs).toBeGreaterThanOrEqual(machine.TimeoutSeconds * 1_000 + 3_600_000);
});
