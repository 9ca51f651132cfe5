import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListTagsCommand,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { clientSettings, errorName, portCall } from '@bellwether/aws-adapters/calls';
import { PortError } from '@bellwether/ports';
import type { Concurrency } from './port.ts';

/** Concurrency of functions over Lambda. */
export const openPort = (
  client: Pick<LambdaClient, 'send'> = new LambdaClient(clientSettings(10_000)),
): Concurrency => ({
  look: (FunctionName) =>
    portCall('concurrency', 'look', async () => {
      try {
        const { FunctionArn } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
        if (FunctionArn === undefined)
          throw new PortError('concurrency', 'look', true, { cause: new TypeError('The answer has no ARN.') });
        const { Tags = {} } = await client.send(new ListTagsCommand({ Resource: FunctionArn }));
        const found = await client.send(new GetFunctionConcurrencyCommand({ FunctionName }));
        return {
          account: FunctionArn.split(':')[4] ?? '',
          reserved: found.ReservedConcurrentExecutions ?? 'none',
          tags: Tags,
        };
      } catch (error) {
        if (errorName(error) === 'ResourceNotFoundException') return undefined;
        throw error;
      }
    }),
  reserve: (FunctionName, reserved) =>
    portCall('concurrency', 'reserve', async () => {
      if (reserved === 'none') await client.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
      else
        await client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: reserved }));
    }),
});
