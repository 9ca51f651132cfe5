import type { GetSecretValueCommandInput, GetSecretValueCommandOutput } from '@aws-sdk/client-secrets-manager';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientSettings } from './settings.ts';

export interface SecretValueCalls {
  get(input: GetSecretValueCommandInput): Promise<GetSecretValueCommandOutput>;
}

export const openSecretValues = (): SecretValueCalls => {
  const client = new SecretsManagerClient(clientSettings(5_000));
  return { get: (input) => client.send(new GetSecretValueCommand(input)) };
};
