import type { InvokeCommandInput, InvokeCommandOutput } from '@aws-sdk/client-lambda';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { clientSettings } from './settings.ts';

export interface LambdaCalls {
  invoke(input: InvokeCommandInput): Promise<InvokeCommandOutput>;
}

/** Longest that a function runs, and some time for the way, in milliseconds. */
const maxRunMs = 310_000;

export const openLambda = (): LambdaCalls => {
  const client = new LambdaClient(clientSettings(maxRunMs));
  return { invoke: (input) => client.send(new InvokeCommand(input)) };
};
