import type { GetParametersByPathCommandInput, GetParametersByPathCommandOutput } from '@aws-sdk/client-ssm';
import { GetParametersByPathCommand, SSMClient } from '@aws-sdk/client-ssm';
import { clientSettings } from './settings.ts';

/** The calls to Parameter Store that reading settings makes. */
export interface ParameterCalls {
  byPath(input: GetParametersByPathCommandInput): Promise<GetParametersByPathCommandOutput>;
}

export const openParameters = (): ParameterCalls => {
  // A run waits for this at its start, and can go on without it: two short attempts.
  const client = new SSMClient(clientSettings(2_000, 2));
  return { byPath: (input) => client.send(new GetParametersByPathCommand(input)) };
};
