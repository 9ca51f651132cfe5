import type { SendMessageCommandInput, SendMessageCommandOutput } from '@aws-sdk/client-sqs';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from './settings.ts';

export interface SqsCalls {
  sendMessage(input: SendMessageCommandInput): Promise<SendMessageCommandOutput>;
}

export const openSqs = (): SqsCalls => {
  const client = new SQSClient(clientSettings(5_000));
  return { sendMessage: (input) => client.send(new SendMessageCommand(input)) };
};
