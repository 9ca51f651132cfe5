import type { GetParameterCommandInput, GetParameterCommandOutput } from '@aws-sdk/client-ssm';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { clientSettings } from './settings.ts';

export interface SecureParameterCalls {
  get(input: GetParameterCommandInput): Promise<GetParameterCommandOutput>;
}

export const openSecureParameters = (): SecureParameterCalls => {
  const client = new SSMClient(clientSettings(5_000));
  return { get: (input) => client.send(new GetParameterCommand(input)) };
};
