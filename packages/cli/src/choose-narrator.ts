import { randomUUID } from 'node:crypto';
import type { Narrator } from '@bellwether/ports';
import { countTokens, factsNarrator, modelNarrator } from '@bellwether/report';

/**
 * Who words the report: the deterministic sentences, or a model on Amazon Bedrock when one is configured. The AWS SDK is
 * loaded only then.
 *
 * @param modelId  a Bedrock model or inference profile id, such as `global.anthropic.claude-sonnet-5-5`
 */
export const chooseNarrator = async (modelId: string | undefined): Promise<Narrator> => {
  if (modelId === undefined) return factsNarrator;
  const { bedrockModel } = await import('@bellwether/aws-adapters');
  const region = process.env['AWS_REGION'];
  const model = bedrockModel({ modelId, ...(region === undefined ? {} : { region }) });
  return modelNarrator({ model, fallback: factsNarrator, salt: randomUUID, estimateTokens: countTokens });
};
