import { randomBytes } from 'node:crypto';
import { PortError } from '@bellwether/ports';
import type { WorkflowStarter } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { stepFunctionsCalls } from '../clients.ts';
import { errorName, portCall } from '../port-call.ts';
import type { StepFunctionsCalls } from '../sdk/step-functions.ts';

const namePattern = /^[A-Za-z0-9_-]{1,80}$/;

/** Largest input of an execution, in bytes of UTF-8. */
const maxInputBytes = 262_144;

/**
 * Thirty-two random bits as blanks and tabs after the input: JSON all the same, yet no two calls send the same text.
 *
 * Step Functions answers a start of the same name and input as if it had started, while the execution runs; with the same name
 * and another input it says that the execution exists. Only the latter is true for the second caller. A repeat by the SDK
 * of one call sends the same text, so a lost answer is still made good. However inputs are compared, nothing starts twice.
 */
const callMark = (): string =>
  Array.from(randomBytes(4), (byte) =>
    byte.toString(2).padStart(8, '0').replaceAll('0', ' ').replaceAll('1', '\t'),
  ).join('');

const refuse = (reason: string): never => {
  throw new PortError('remediation', 'start', false, { cause: new RangeError(reason) });
};

/**
 * Starts executions of a state machine, at most one per name for 90 days. Needs `states:StartExecution` on it.
 *
 * A name that breaks the rules is refused, not mended: two mended names could become one.
 */
export const stepFunctionsStarter = (
  machineArn: string,
  calls: Calls<StepFunctionsCalls> = stepFunctionsCalls,
): WorkflowStarter => ({
  start: (name, input) =>
    portCall('remediation', 'start', async () => {
      if (!namePattern.test(name)) refuse('The name is not 1 to 80 characters of A-Z, a-z, 0-9, _ and -.');
      const json = JSON.stringify(input) as string | undefined;
      const text = json === undefined ? '' : json + callMark();
      if (text === '' || Buffer.byteLength(text) > maxInputBytes)
        refuse('The input is not JSON, or is longer than 262,144 bytes.');
      try {
        await (await calls()).startExecution({ stateMachineArn: machineArn, name, input: text });
        return 'started';
      } catch (error) {
        if (errorName(error) === 'ExecutionAlreadyExists') return 'already_started';
        throw error;
      }
    }),
});
