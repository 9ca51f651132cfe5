import type { GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput } from '@aws-sdk/client-sts';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { clientSettings } from './settings.ts';

export interface CallerCalls {
  identify(input: GetCallerIdentityCommandInput): Promise<GetCallerIdentityCommandOutput>;
}

export const openCaller = (): CallerCalls => {
  const client = new STSClient(clientSettings(5_000));
  return { identify: (input) => client.send(new GetCallerIdentityCommand(input)) };
};
