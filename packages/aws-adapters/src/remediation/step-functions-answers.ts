import type { TaskAnswers } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { taskAnswerCalls } from '../clients.ts';
import { errorName, portCall } from '../port-call.ts';
import type { TaskAnswerCalls } from '../sdk/task-answers.ts';

/** What Step Functions says of a token whose task waits no more, or that is none. */
const goneErrors: ReadonlySet<string> = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

const answer = (operation: string, send: () => Promise<unknown>): Promise<'answered' | 'gone'> =>
  portCall('taskAnswers', operation, async () => {
    try {
      await send();
      return 'answered';
    } catch (error) {
      if (goneErrors.has(errorName(error))) return 'gone';
      throw error;
    }
  });

/** Answers of tasks of Step Functions. Needs `states:SendTaskSuccess` and `states:SendTaskFailure` on the machine. */
export const stepFunctionsAnswers = (calls: Calls<TaskAnswerCalls> = taskAnswerCalls): TaskAnswers => ({
  succeed: (taskToken, output) =>
    answer('succeed', async () => (await calls()).succeed({ taskToken, output: JSON.stringify(output) })),
  fail: (taskToken, error, cause) => answer('fail', async () => (await calls()).fail({ taskToken, error, cause })),
});
