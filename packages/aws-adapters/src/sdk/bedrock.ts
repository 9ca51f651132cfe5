import type {
  ConverseCommandInput,
  ConverseCommandOutput,
  CountTokensCommandInput,
  CountTokensCommandOutput,
} from '@aws-sdk/client-bedrock-runtime';
import { BedrockRuntimeClient, ConverseCommand, CountTokensCommand } from '@aws-sdk/client-bedrock-runtime';
import { clientSettings } from './settings.ts';

export interface BedrockCalls {
  converse(input: ConverseCommandInput): Promise<ConverseCommandOutput>;
  countTokens(input: CountTokensCommandInput): Promise<CountTokensCommandOutput>;
}

export const openBedrock = (): BedrockCalls => {
  // Two attempts: each is billed, and a report without the model's words is complete.
  const client = new BedrockRuntimeClient(clientSettings(60_000, 2));
  return {
    converse: (input) => client.send(new ConverseCommand(input)),
    countTokens: (input) => client.send(new CountTokensCommand(input)),
  };
};
