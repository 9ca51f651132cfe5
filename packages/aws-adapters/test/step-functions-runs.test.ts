import { describe, expect, it } from '@jest/globals';
import { stepFunctionsRuns } from '@bellwether/aws-adapters';
import { opened, sdkError, unexpected } from './sdk-errors.ts';

const machine = 'arn:aws:states:eu-west-1:111122223333:stateMachine:bellwether-remediate-finding';
const answered = { $metadata: {} };
const calls = { listExecutions: unexpected, describeExecution: unexpected };

describe('the executions of a state machine', () => {
  it('are listed page by page', async () => {
    const tokens: (string | undefined)[] = [];
    const listExecutions = async ({ nextToken }: { readonly nextToken?: string | undefined }) => {
      tokens.push(nextToken);
      const name = nextToken ?? 'first';
      const executions = [
        { name, startDate: new Date(1_000), executionArn: '', stateMachineArn: '', status: undefined },
      ];
      return { ...answered, executions, ...(nextToken === undefined ? { nextToken: 'second' } : {}) };
    };
    const runs = [];
    for await (const run of stepFunctionsRuns(machine, opened({ ...calls, listExecutions })).newest()) runs.push(run);
    expect(runs).toEqual([
      { name: 'first', startedMs: 1_000 },
      { name: 'second', startedMs: 1_000 },
    ]);
    expect(tokens).toEqual([undefined, 'second']);
  });

  it.each([
    ['RUNNING', 'running'],
    ['PENDING_REDRIVE', 'running'],
    ['SUCCEEDED', 'succeeded'],
    ['FAILED', 'failed'],
    ['TIMED_OUT', 'failed'],
    ['ABORTED', 'failed'],
  ] as const)('that are %s are %s', async (status, state) => {
    const asked: unknown[] = [];
    const describeExecution = async (input: unknown) => {
      asked.push(input);
      const dates = { startDate: new Date(1_000), stopDate: new Date(2_000) };
      return { ...answered, executionArn: '', stateMachineArn: '', status, ...dates, output: '{}' };
    };
    const runs = stepFunctionsRuns(machine, opened({ ...calls, describeExecution }));
    expect(await runs.get('f1')).toEqual({ name: 'f1', state, startedMs: 1_000, endedMs: 2_000, output: '{}' });
    expect(asked).toEqual([
      { executionArn: 'arn:aws:states:eu-west-1:111122223333:execution:bellwether-remediate-finding:f1' },
    ]);
  });

  it('that are gone are none', async () => {
    const describeExecution = async (): Promise<never> => {
      throw sdkError('ExecutionDoesNotExist');
    };
    expect(await stepFunctionsRuns(machine, opened({ ...calls, describeExecution })).get('f1')).toBeUndefined();
  });
});
