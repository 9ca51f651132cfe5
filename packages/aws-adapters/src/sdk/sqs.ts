import type {
  DeleteMessageCommandInput,
  DeleteMessageCommandOutput,
  ReceiveMessageCommandInput,
  ReceiveMessageCommandOutput,
  SendMessageCommandInput,
  SendMessageCommandOutput,
} from '@aws-sdk/client-sqs';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from './settings.ts';

export interface SqsCalls {
  sendMessage(input: SendMessageCommandInput): Promise<SendMessageCommandOutput>;
  receiveMessage(input: ReceiveMessageCommandInput): Promise<ReceiveMessageCommandOutput>;
  deleteMessage(input: DeleteMessageCommandInput): Promise<DeleteMessageCommandOutput>;
}

export const openSqs = (): SqsCalls => {
  const client = new SQSClient(clientSettings(5_000));
  return {
    sendMessage: (input) => client.send(new SendMessageCommand(input)),
    receiveMessage: (input) => client.send(new ReceiveMessageCommand(input)),
    deleteMessage: (input) => client.send(new DeleteMessageCommand(input)),
  };
};
