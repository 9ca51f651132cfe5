import type { PublishCommandInput, PublishCommandOutput } from '@aws-sdk/client-sns';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { clientSettings } from './settings.ts';

export interface SnsCalls {
  publish(input: PublishCommandInput): Promise<PublishCommandOutput>;
}

export const openSns = (): SnsCalls => {
  const client = new SNSClient(clientSettings(5_000));
  return { publish: (input) => client.send(new PublishCommand(input)) };
};
