import type { SendEmailCommandInput, SendEmailCommandOutput } from '@aws-sdk/client-sesv2';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { clientSettings } from './settings.ts';

export interface SesCalls {
  send(input: SendEmailCommandInput): Promise<SendEmailCommandOutput>;
}

export const openSes = (): SesCalls => {
  const client = new SESv2Client(clientSettings(10_000));
  return { send: (input) => client.send(new SendEmailCommand(input)) };
};
