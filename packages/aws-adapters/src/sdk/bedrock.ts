import type { ConverseCommandInput, ConverseCommandOutput } from '@aws-sdk/client-bedrock-runtime';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { clientSettings } from './settings.ts';

export interface BedrockCalls {
  converse(input: ConverseCommandInput): Promise<ConverseCommandOutput>;
}

export const openBedrock = (): BedrockCalls => {
  // Two attempts: each is billed, and a report without the model's words is complete.
  const client = new BedrockRuntimeClient(clientSettings(60_000, 2));
  return { converse: (input) => client.send(new ConverseCommand(input)) };
};
