import type { ConverseCommandInput, ConverseCommandOutput } from '@aws-sdk/client-bedrock-runtime';
import type { LanguageModel, ModelAnswer, ModelRequest, ModelStop } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { bedrockCalls } from '../clients.ts';
import { errorName, portCall } from '../port-call.ts';
import type { BedrockCalls } from '../sdk/bedrock.ts';
import { knownAbilities, type ModelAbilities, type ShapeWay } from './model-abilities.ts';
import { strippedSchema } from './stripped-schema.ts';

export interface BedrockModelOptions {
  /** A model or inference profile id, such as `eu.anthropic.claude-sonnet-5-5`. */
  readonly modelId: string;
  /** The model's own id, which counting takes; read off a profile of a region where absent. */
  readonly baseModelId?: string;
  /** Where it is asked; what a model can do differs between regions. */
  readonly region?: string;
  readonly guardrail?: { readonly id: string; readonly version: string };
  readonly calls?: Calls<BedrockCalls>;
  /** What is known of models; the process's own when absent. */
  readonly abilities?: ModelAbilities;
}

const answerName = 'answer';

/**
 * The model that an inference profile of a region leads to: counting refuses profiles. Undefined for what does not say it, such as the
 * ARN of an application's profile.
 *
 * @example baseModelIdOf('eu.anthropic.claude-sonnet-5-5') // 'anthropic.claude-sonnet-5-5'
 */
export const baseModelIdOf = (modelId: string): string | undefined =>
  /^(?:(?:us|eu|apac|au|jp|ca|sa|me|af|us-gov|global)\.)?([a-z0-9-]{2,40}\.[a-z0-9.:-]{2,120})$/.exec(modelId)?.[1];

/** How the answer is held to its shape. A tool is only a shape here: nothing calls it. */
const shapeOf = (way: ShapeWay, schema: ModelRequest['schema']): Partial<ConverseCommandInput> => {
  const json = strippedSchema(schema);
  if (way === 'schema')
    return {
      outputConfig: {
        textFormat: {
          type: 'json_schema',
          structure: { jsonSchema: { name: answerName, schema: JSON.stringify(json) } },
        },
      },
    };
  if (way === 'tool')
    return {
      toolConfig: {
        tools: [{ toolSpec: { name: answerName, description: 'The answer.', inputSchema: { json } } }],
        toolChoice: { tool: { name: answerName } },
      },
    };
  return {};
};

const messagesOf = ({ system, messages }: ModelRequest): Pick<ConverseCommandInput, 'system' | 'messages'> => ({
  system: [{ text: system }],
  messages: messages.map(({ role, text }) => ({ role, content: [{ text }] })),
});

/** The answer's text. Reasoning may come first, and an answer held to a shape may be a tool's input, so every block is looked at. */
const textOf = ({ output }: ConverseCommandOutput): string => {
  const blocks = output?.message?.content ?? [];
  const input = blocks.find((block) => block.toolUse?.name === answerName)?.toolUse?.input;
  return input === undefined ? blocks.map((block) => block.text ?? '').join('') : JSON.stringify(input);
};

/** Two spellings of a refusal are in use beside the documented reasons. */
const stops: ReadonlyMap<string, ModelStop> = new Map<string, ModelStop>([
  ['end_turn', 'complete'],
  ['max_tokens', 'too_long'],
  ['guardrail_intervened', 'filtered'],
  ['content_filtered', 'filtered'],
  ['malformed_model_output', 'malformed'],
  ['malformed_tool_use', 'malformed'],
  ['model_context_window_exceeded', 'context_exceeded'],
  ['refusal', 'refused'],
  ['refused', 'refused'],
]);

const stopOf = ({ stopReason }: ConverseCommandOutput, way: ShapeWay): ModelStop =>
  way === 'tool' && stopReason === 'tool_use' ? 'complete' : (stops.get(stopReason ?? '') ?? 'other');

const answerOf = (output: ConverseCommandOutput, way: ShapeWay): ModelAnswer => {
  const { inputTokens, outputTokens } = output.usage ?? {};
  return {
    text: textOf(output),
    stop: stopOf(output, way),
    ...(inputTokens === undefined ? {} : { inputTokens }),
    ...(outputTokens === undefined ? {} : { outputTokens }),
  };
};

/** Whether a refused request may be accepted in another shape. An unknown or retired model is refused in every shape. */
const mayBeShape = (error: unknown): boolean =>
  errorName(error) === 'ValidationException' &&
  !/model identifier|on-demand throughput|end of its life/i.test(error instanceof Error ? error.message : '');

/**
 * A model on Amazon Bedrock, through Converse. Needs `bedrock:InvokeModel` on the inference profile and on the foundation model in each of
 * its regions, and `bedrock:CountTokens` for counting.
 *
 * An answer is held to its shape by the best way that this model takes in this region: a schema, a tool that nothing calls, or words
 * alone. Which one is found with the first question and remembered. No temperature is set: newer models refuse it.
 */
export const bedrockModel = (options: BedrockModelOptions): LanguageModel => {
  const { modelId, region = '', guardrail, calls = bedrockCalls, abilities = knownAbilities } = options;
  const baseModelId = options.baseModelId ?? baseModelIdOf(modelId);

  const converse = async (request: ModelRequest): Promise<ModelAnswer> => {
    const bedrock = await calls();
    for (;;) {
      const way = abilities.shapeWay(modelId, region);
      try {
        const output = await bedrock.converse({
          modelId,
          ...messagesOf(request),
          inferenceConfig: { maxTokens: request.maxTokens },
          ...shapeOf(way, request.schema),
          ...(guardrail === undefined
            ? {}
            : { guardrailConfig: { guardrailIdentifier: guardrail.id, guardrailVersion: guardrail.version } }),
        });
        return answerOf(output, way);
      } catch (error) {
        if (!mayBeShape(error) || !abilities.refuse(modelId, region, way)) throw error;
      }
    }
  };

  return {
    id: modelId,
    ask: (request) => portCall('model', 'ask', () => converse(request)),
    countTokens: async (request) => {
      if (baseModelId === undefined || !abilities.counts(modelId, region)) return undefined;
      try {
        const bedrock = await calls();
        const { inputTokens } = await bedrock.countTokens({
          modelId: baseModelId,
          input: { converse: messagesOf(request) },
        });
        return inputTokens;
      } catch {
        // Not every model and region counts, and not every role may ask: the caller's estimate serves then.
        abilities.countsNot(modelId, region);
        return undefined;
      }
    },
  };
};
