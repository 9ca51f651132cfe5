import { describe, expect, it } from '@jest/globals';
import type { ConverseCommandInput, CountTokensCommandInput } from '@aws-sdk/client-bedrock-runtime';
import { bedrockModel, modelAbilities, type BedrockModelOptions } from '@bellwether/aws-adapters';
import type { ModelRequest } from '@bellwether/ports';
import { baseModelIdOf } from '../src/narrate/bedrock-model.ts';
import { strippedSchema } from '../src/narrate/stripped-schema.ts';
import { exchanges } from './recorded/converse-exchanges.ts';
import { opened, sdkError, unexpected } from './sdk-errors.ts';

const request: ModelRequest = {
  system: 'Word facts.',
  messages: [{ role: 'user', text: 'facts' }],
  schema: { type: 'object', properties: { claims: { type: 'array', maxItems: 9, items: { type: 'string' } } } },
  maxTokens: 400,
};

const modelOf = (
  converse: (input: ConverseCommandInput) => Promise<unknown>,
  more: Partial<BedrockModelOptions> = {},
  countTokens: (input: CountTokensCommandInput) => Promise<unknown> = unexpected,
) =>
  bedrockModel({
    modelId: 'eu.anthropic.claude-x',
    abilities: modelAbilities(),
    calls: opened({ converse, countTokens } as never),
    ...more,
  });

const done = { stopReason: 'end_turn', output: { message: { role: 'assistant', content: [{ text: '{}' }] } } };
const invalid = (message = 'Extra inputs are not permitted'): Error =>
  Object.assign(sdkError('ValidationException'), { message });

describe('bedrockModel', () => {
  it.each(exchanges)('reads the recorded answer: $name', async ({ output, expected }) => {
    expect(await modelOf(async () => output).ask(request)).toEqual(expected);
  });

  it('asks with a schema that Bedrock takes, without temperature or tools', async () => {
    const inputs: ConverseCommandInput[] = [];
    await modelOf(async (input) => (inputs.push(input), done)).ask(request);
    expect(inputs).toHaveLength(1);
    expect(inputs[0]).toMatchObject({ modelId: 'eu.anthropic.claude-x', inferenceConfig: { maxTokens: 400 } });
    expect(inputs[0]).not.toHaveProperty('toolConfig');
    expect(inputs[0]?.inferenceConfig).not.toHaveProperty('temperature');
    const schema: unknown = JSON.parse(inputs[0]?.outputConfig?.textFormat?.structure?.jsonSchema?.schema ?? '');
    expect(schema).toEqual({
      type: 'object',
      properties: { claims: { type: 'array', items: { type: 'string' } } },
      additionalProperties: false,
    });
  });

  it('finds the strictest shape that a model takes once, and remembers it by exact id and region', async () => {
    const abilities = modelAbilities();
    const ways: string[] = [];
    const converse = async (input: ConverseCommandInput) => {
      ways.push(input.outputConfig ? 'schema' : input.toolConfig ? 'tool' : 'words');
      if (input.outputConfig) throw invalid();
      return {
        stopReason: 'tool_use',
        output: { message: { content: [{ toolUse: { name: 'answer', input: { claims: [] } } }] } },
      };
    };
    const model = modelOf(converse, { abilities, region: 'eu-central-1' });
    expect(await model.ask(request)).toEqual({ text: '{"claims":[]}', stop: 'complete' });
    await model.ask(request);
    expect(ways).toEqual(['schema', 'tool', 'tool']);
    await modelOf(converse, { abilities, region: 'us-east-1' }).ask(request);
    expect(ways.slice(3)).toEqual(['schema', 'tool']);
  });

  it('asks for words alone where neither schema nor tool is taken', async () => {
    const ways: string[] = [];
    const model = modelOf(async (input) => {
      ways.push(input.outputConfig ? 'schema' : input.toolConfig ? 'tool' : 'words');
      if (input.outputConfig ?? input.toolConfig) throw invalid();
      return done;
    });
    expect((await model.ask(request)).stop).toBe('complete');
    expect(ways).toEqual(['schema', 'tool', 'words']);
  });

  it.each([
    'The provided model identifier is invalid.',
    "Invocation of model ID x with on-demand throughput isn't supported.",
    'This model version has reached the end of its life.',
  ])('asks a model that is not there only once: %s', async (message) => {
    let asked = 0;
    const model = modelOf(async () => {
      asked += 1;
      throw invalid(message);
    });
    await expect(model.ask(request)).rejects.toMatchObject({ port: 'model', operation: 'ask' });
    expect(asked).toBe(1);
  });

  it('fails when every shape is refused, and begins with the schema again', async () => {
    const ways: string[] = [];
    const model = modelOf(async (input) => {
      ways.push(input.outputConfig ? 'schema' : input.toolConfig ? 'tool' : 'words');
      throw invalid('messages: too many');
    });
    await expect(model.ask(request)).rejects.toThrow();
    await expect(model.ask(request)).rejects.toThrow();
    expect(ways).toEqual(['schema', 'tool', 'words', 'schema', 'tool', 'words']);
  });

  it('passes a guardrail on', async () => {
    const inputs: ConverseCommandInput[] = [];
    await modelOf(async (input) => (inputs.push(input), done), { guardrail: { id: 'g1', version: '2' } }).ask(request);
    expect(inputs[0]?.guardrailConfig).toEqual({ guardrailIdentifier: 'g1', guardrailVersion: '2' });
  });

  it("counts tokens with the model's own id, and never again where that is refused", async () => {
    const counted: (string | undefined)[] = [];
    const counting = modelOf(unexpected, {}, async ({ modelId }) => (counted.push(modelId), { inputTokens: 812 }));
    expect(await counting.countTokens(request)).toBe(812);
    expect(counted).toEqual(['anthropic.claude-x']);
    let asked = 0;
    const refusing = modelOf(unexpected, {}, async () => {
      asked += 1;
      throw sdkError('AccessDeniedException');
    });
    expect([await refusing.countTokens(request), await refusing.countTokens(request), asked]).toEqual([
      undefined,
      undefined,
      1,
    ]);
  });

  it.each([
    ['eu.anthropic.claude-sonnet-5-5', 'anthropic.claude-sonnet-5-5'],
    ['global.anthropic.claude-haiku-4-5-20251001-v1:0', 'anthropic.claude-haiku-4-5-20251001-v1:0'],
    ['anthropic.claude-opus-5-5', 'anthropic.claude-opus-5-5'],
    ['arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/abc', undefined],
  ])('reads the model of %s as %s', (modelId, expected) => {
    expect(baseModelIdOf(modelId)).toBe(expected);
  });
});

describe('strippedSchema', () => {
  it('leaves out every bound, at any depth, and closes every object', () => {
    const schema = {
      type: 'object',
      minProperties: 1,
      properties: {
        list: {
          type: 'array',
          minItems: 1,
          maxItems: 3,
          items: { type: 'object', properties: { n: { type: 'integer', minimum: 0 } } },
        },
        either: { anyOf: [{ type: 'string', maxLength: 3, pattern: '^a' }, { type: 'null' }] },
        minimum: { type: 'string', description: 'A property may have the name of a bound.' },
      },
      required: ['list'],
      additionalProperties: true,
    };
    expect(strippedSchema(schema)).toEqual({
      type: 'object',
      properties: {
        list: {
          type: 'array',
          items: { type: 'object', properties: { n: { type: 'integer' } }, additionalProperties: false },
        },
        either: { anyOf: [{ type: 'string' }, { type: 'null' }] },
        minimum: { type: 'string', description: 'A property may have the name of a bound.' },
      },
      required: ['list'],
      additionalProperties: false,
    });
  });
});
