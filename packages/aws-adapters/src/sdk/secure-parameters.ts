import type {
  GetParameterCommandInput,
  GetParameterCommandOutput,
  PutParameterCommandInput,
  PutParameterCommandOutput,
} from '@aws-sdk/client-ssm';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { clientSettings } from './settings.ts';

export interface SecureParameterCalls {
  get(input: GetParameterCommandInput): Promise<GetParameterCommandOutput>;
  put(input: PutParameterCommandInput): Promise<PutParameterCommandOutput>;
}

export const openSecureParameters = (): SecureParameterCalls => {
  const client = new SSMClient(clientSettings(5_000));
  return {
    get: (input) => client.send(new GetParameterCommand(input)),
    put: (input) => client.send(new PutParameterCommand(input)),
  };
};
