import type { WorkflowRun, WorkflowRuns } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { stepFunctionsRunsCalls } from '../clients.ts';
import { errorName, portCall } from '../port-call.ts';
import type { StepFunctionsRunsCalls } from '../sdk/step-functions-runs.ts';

/** Executions that one call lists. */
const pageSize = 1_000;

const stateOf = (status: string | undefined): WorkflowRun['state'] => {
  if (status === 'RUNNING' || status === 'PENDING_REDRIVE') return 'running';
  return status === 'SUCCEEDED' ? 'succeeded' : 'failed';
};

/** ARN of an execution of a machine by its name. */
const executionArnOf = (machineArn: string, name: string): string =>
  `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;

/**
 * The executions of a state machine, which Step Functions keeps for 90 days. Needs `states:ListExecutions` on the machine and
 * `states:DescribeExecution` on its executions.
 */
export const stepFunctionsRuns = (
  machineArn: string,
  calls: Calls<StepFunctionsRunsCalls> = stepFunctionsRunsCalls,
): WorkflowRuns => ({
  async *newest() {
    let token: string | undefined;
    do {
      const page = await portCall('remediation', 'list', async () =>
        (await calls()).listExecutions({
          stateMachineArn: machineArn,
          maxResults: pageSize,
          ...(token === undefined ? {} : { nextToken: token }),
        }),
      );
      for (const { name = '', startDate } of page.executions ?? [])
        yield { name, startedMs: startDate?.getTime() ?? 0 };
      token = page.nextToken;
    } while (token !== undefined);
  },
  get: (name) =>
    portCall('remediation', 'get', async () => {
      try {
        const { status, startDate, stopDate, output, error, cause } = await (
          await calls()
        ).describeExecution({ executionArn: executionArnOf(machineArn, name) });
        return {
          name,
          state: stateOf(status),
          startedMs: startDate?.getTime() ?? 0,
          ...(stopDate === undefined ? {} : { endedMs: stopDate.getTime() }),
          ...(output === undefined ? {} : { output }),
          ...(error === undefined ? {} : { error }),
          ...(cause === undefined ? {} : { cause }),
        };
      } catch (failure) {
        if (errorName(failure) === 'ExecutionDoesNotExist') return undefined;
        throw failure;
      }
    }),
});
