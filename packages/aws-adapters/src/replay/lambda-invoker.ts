import { PortError, type FunctionInvoker } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { lambdaCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { LambdaCalls } from '../sdk/lambda.ts';

/** A function, invoked with a wait for its answer. Needs `lambda:InvokeFunction` on it. */
export const lambdaInvoker = (functionName: string, calls: Calls<LambdaCalls> = lambdaCalls): FunctionInvoker => ({
  invoke: (event) =>
    portCall('function', 'invoke', async () => {
      const Payload = Buffer.from(JSON.stringify(event));
      const answer = await (await calls()).invoke({ FunctionName: functionName, Payload });
      if (answer.FunctionError !== undefined)
        throw new PortError('function', 'invoke', true, { cause: new Error('The function failed; its log says why.') });
      const text = Buffer.from(answer.Payload ?? []).toString('utf8');
      return text === '' ? undefined : (JSON.parse(text) as unknown);
    }),
});
