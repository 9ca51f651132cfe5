import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { WorkflowRun, WorkflowRuns } from '@bellwether/ports';
import { remediationCommand } from '../../src/remediation/remediation-command.ts';

const machine = 'arn:aws:states:eu-west-1:111122223333:stateMachine:bellwether-remediate-finding';
const nowMs = Date.UTC(2026, 10, 30, 12);

const run = (name: string, agoMs: number, output: object): WorkflowRun => ({
  name,
  state: 'succeeded',
  startedMs: nowMs - agoMs,
  endedMs: nowMs - agoMs + 5_000,
  output: JSON.stringify(output),
});

const made = [
  run('f-1', 3_600_000, { outcome: 'verified', playbookId: 'restart-trail-logging' }),
  run('f-2', 7_200_000, { outcome: 'refused', playbookId: 'stop-instance', reason: 'Protected \u001b[2J.' }),
  run('f-3', 8 * 86_400_000, { outcome: 'rehearsed', playbookId: 'stop-instance', reason: 'It runs dry.' }),
];

const opened: string[] = [];
const startedRuns: (readonly [string, string, unknown])[] = [];
const openRuns = async (machineArn: string): Promise<WorkflowRuns> => {
  opened.push(machineArn);
  return {
    async *newest() {
      yield* made;
    },
    get: async (name) => made.find((one) => one.name === name),
  };
};

/** Runs the command and gives what it printed, and where it went wrong. */
const call = async (...words: readonly string[]) => {
  const [out, err] = [jest.spyOn(console, 'log').mockImplementation(() => undefined), jest.spyOn(console, 'error')];
  err.mockImplementation(() => undefined);
  const command = remediationCommand(
    openRuns,
    () => nowMs,
    async (machineArn) => ({
      start: async (name, input) => {
        if (startedRuns.some(([, known]) => known === name)) return 'already_started';
        startedRuns.push([machineArn, name, input]);
        return 'started';
      },
    }),
  );
  for (const each of [command, ...command.commands]) each.exitOverride().configureOutput({ writeErr: () => undefined });
  await command.parseAsync(words, { from: 'user' });
  return { out: out.mock.calls.map(([line]) => String(line)), err: err.mock.calls.map(([line]) => String(line)) };
};

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = 0;
});

describe('remediation list', () => {
  it('prints the runs of the last week, the newest first, without what steers a terminal', async () => {
    const { out } = await call('list', '--machine', machine);
    expect(opened.at(-1)).toBe(machine);
    expect(out).toHaveLength(2);
    expect(out[0]).toMatch(/^2026-11-30T11:00:00.000Z {2}succeeded .*restart-trail-logging {2}f-1$/);
    expect(out[1]).toContain('refused');
    expect(out.join('')).not.toContain('\u001b');
  });

  it.each([
    ['a span', ['--from', '2026-11-01'], ['f-1', 'f-2', 'f-3']],
    ['a status', ['--status', 'refused'], ['f-2']],
    ['a limit', ['--limit', '1'], ['f-1']],
  ])('prints those of %s', async (_, words, ids) => {
    const { out } = await call('list', '--machine', machine, '--format', 'json', ...words);
    expect(out.map((line) => (JSON.parse(line) as { readonly id: string }).id)).toEqual(ids);
  });

  it('refuses a span that ends before it begins', async () => {
    await expect(call('list', '--machine', machine, '--from', '2026-11-02', '--until', '2026-11-01')).rejects.toThrow(
      '--from must be before --until.',
    );
  });

  it.each([
    ['no machine', ['list']],
    ['a name for the ARN', ['list', '--machine', 'bellwether-remediate-finding']],
    ['a limit of none', ['list', '--machine', machine, '--limit', '0']],
    ['an unknown status', ['list', '--machine', machine, '--status', 'approved']],
  ])('is called wrongly with %s', async (_, words) => {
    await expect(call(...words)).rejects.toThrow();
  });
});

describe('remediation show', () => {
  it('prints the run about one finding', async () => {
    const { out } = await call('show', 'f-2', '--machine', machine, '--format', 'json');
    expect(out.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ findingId: 'f-2', state: 'refused', playbook: 'stop-instance' }),
    ]);
  });

  it('says that there is none, and fails', async () => {
    const { out, err } = await call('show', 'f-9', '--machine', machine);
    expect([out, err, process.exitCode]).toEqual([[], [expect.stringContaining('no run about the finding f-9')], 1]);
  });
});

describe('remediation rollback', () => {
  it('asks the machine to put back what was verified, once a second', async () => {
    const name = 'put-back-f-1-20261130120000';
    expect((await call('rollback', 'f-1', '--machine', machine)).out).toEqual([`${name} was started.`]);
    expect(startedRuns).toEqual([[machine, name, { rollBackOf: 'f-1' }]]);
    jest.restoreAllMocks();
    const again = await call('rollback', 'f-1', '--machine', machine);
    expect([again.out, again.err, process.exitCode]).toEqual([[], [expect.stringContaining('already')], 1]);
  });

  it.each([
    ['was not verified', 'f-2', 'is refused: only what was verified'],
    ['does not exist', 'f-9', 'no run about the finding f-9'],
  ])('starts nothing about a run that %s', async (_, id, says) => {
    const before = startedRuns.length;
    const { out, err } = await call('rollback', id, '--machine', machine);
    expect([out, err, process.exitCode]).toEqual([[], [expect.stringContaining(says)], 1]);
    expect(startedRuns).toHaveLength(before);
  });

  it('refuses what is not the id of a finding', async () => {
    await expect(call('rollback', 'f-1:other', '--machine', machine)).rejects.toThrow('It takes the id of a finding.');
  });
});
