import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { ApprovalDecision, ApprovalRequest } from '@bellwether/ports';
import { memoryApprovals } from '@bellwether/testkit';
import { decideCommand } from '../../src/remediation/decide-command.ts';
import { decideRequest } from '../../src/remediation/decide-request.ts';

const nowMs = Date.UTC(2026, 10, 30, 12);
const digest = 'ab'.repeat(32);
const request: ApprovalRequest = {
  findingId: 'f-1',
  playbookId: 'stop-instance',
  steps: ['ec2:StopInstances on i-1 \u001b[2J'],
  digest,
  nonce: 'nonce-1',
  token: 'token-1',
  expiresMs: nowMs + 60_000,
};

/** A question that somebody may decide, and what the waiting run is told. */
const asking = async (changes: Partial<ApprovalRequest> = {}) => {
  const approvals = memoryApprovals();
  await approvals.ask({ ...request, ...changes });
  const told: unknown[] = [];
  const state = { heard: 'answered' as 'answered' | 'gone' | 'fails', who: 'arn:aws:iam::111122223333:user/alice' };
  const hear = async (...what: readonly unknown[]) => {
    if (state.heard === 'fails') throw new Error('No network.');
    told.push(what);
    return state.heard;
  };
  const ports = {
    approvals,
    answers: {
      succeed: (...given: [string, unknown]) => hear('succeed', ...given),
      fail: (...given: string[]) => hear('fail', ...given),
    },
    caller: async () => state.who,
    now: () => nowMs,
  };
  return { approvals, told, state, ports };
};

/** Runs the command and gives what it printed, and where it went wrong. */
const call = async (
  { ports }: Pick<Awaited<ReturnType<typeof asking>>, 'ports'>,
  decision: ApprovalDecision,
  ...words: readonly string[]
) => {
  const [out, err] = [jest.spyOn(console, 'log').mockImplementation(() => undefined), jest.spyOn(console, 'error')];
  err.mockImplementation(() => undefined);
  const command = decideCommand(decision, async () => ports)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  await command.parseAsync([...words, '--table', 'counts'], { from: 'user' });
  return { out: out.mock.calls.map(([line]) => String(line)), err: err.mock.calls.map(([line]) => String(line)) };
};

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = 0;
});

describe('remediation approve and deny', () => {
  it('show what is asked and how to decide it, decide nothing, and print nothing that steers a terminal', async () => {
    const asked = await asking();
    const { out } = await call(asked, 'approved', 'f-1');
    expect(out).toEqual([
      'Finding: f-1',
      'Playbook: stop-instance',
      expect.stringMatching(/^- ec2:StopInstances on i-1 /),
      'It can be decided until 2026-11-30T12:01:00.000Z:',
      `  bellwether remediation approve f-1 --plan ${digest} --table counts`,
    ]);
    expect(out.join('')).not.toContain('\u001b');
    expect(asked.told).toEqual([]);
    expect((await asked.approvals.get('f-1'))?.decided).toBeUndefined();
  });

  it('keep who approved, then give the run its nonce', async () => {
    const asked = await asking();
    const { out } = await call(asked, 'approved', 'f-1', '--plan', digest);
    expect(out).toEqual(['It was approved as arn:aws:iam::111122223333:user/alice.']);
    expect(asked.told).toEqual([['succeed', 'token-1', 'nonce-1']]);
    expect((await asked.approvals.get('f-1'))?.decided).toEqual({
      ...{ decision: 'approved', by: 'arn:aws:iam::111122223333:user/alice', atMs: nowMs },
    });
  });

  it('deny with the error that the machine catches', async () => {
    const asked = await asking();
    await call(asked, 'denied', 'f-1', '--plan', digest);
    expect(asked.told).toEqual([
      ['fail', 'token-1', 'RemediationDenied', 'It was denied by arn:aws:iam::111122223333:user/alice'],
    ]);
  });

  it.each<[string, Partial<ApprovalRequest>, readonly string[], RegExp]>([
    ['another plan than was shown', {}, ['f-1', '--plan', 'cd'.repeat(32)], /another plan/],
    ['a question that expired', { expiresMs: nowMs }, ['f-1', '--plan', digest], /too late/],
    ['a finding that nobody asks about', {}, ['f-2', '--plan', digest], /nobody is asked/],
    ['a finding that nobody asks about, to look at', {}, ['f-2'], /nobody is asked/],
  ])('refuse %s, tell the run nothing, and exit with 1', async (_, changes, words, message) => {
    const asked = await asking(changes);
    const { err } = await call(asked, 'approved', ...words);
    expect(err.join()).toMatch(message);
    expect(process.exitCode).toBe(1);
    expect(asked.told).toEqual([]);
  });

  it.each([
    ['--plan', 'abc'],
    ['--plan', digest.toUpperCase()],
  ])('take no plan that is none: %s %s', async (...words) => {
    await expect(call(await asking(), 'approved', 'f-1', ...words)).rejects.toMatchObject({
      code: 'commander.invalidArgument',
    });
  });

  it('tell a second person who decided, and the run what was decided first', async () => {
    const asked = await asking();
    await call(asked, 'approved', 'f-1', '--plan', digest);
    asked.state.who = 'arn:aws:iam::111122223333:user/bob';
    const { err } = await call(asked, 'denied', 'f-1', '--plan', digest);
    expect(err.join()).toMatch(/approved by arn:aws:iam::111122223333:user\/alice .* that stands/);
    expect(asked.told).toEqual([
      ['succeed', 'token-1', 'nonce-1'],
      ['succeed', 'token-1', 'nonce-1'],
    ]);
    const { out } = await call(asked, 'approved', 'f-1');
    expect(out.at(-1)).toMatch(/^It was approved by/);
  });

  it('say that nothing follows where the run waits no more', async () => {
    const asked = await asking();
    asked.state.heard = 'gone';
    const { err } = await call(asked, 'approved', 'f-1', '--plan', digest);
    expect(err.join()).toMatch(/waits no more/);
    expect(process.exitCode).toBe(1);
  });

  it('tell the run on a second try when the first could not be sent', async () => {
    const asked = await asking();
    asked.state.heard = 'fails';
    await expect(decideRequest(asked.ports, 'f-1', digest, 'approved')).rejects.toThrow('No network.');
    asked.state.heard = 'answered';
    expect(await decideRequest(asked.ports, 'f-1', digest, 'approved')).toMatchObject({ kind: 'decided_before' });
    expect(asked.told).toEqual([['succeed', 'token-1', 'nonce-1']]);
  });
});
