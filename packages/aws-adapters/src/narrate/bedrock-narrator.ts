import { randomUUID } from 'node:crypto';
import type { ConverseCommandInput, ConverseCommandOutput } from '@aws-sdk/client-bedrock-runtime';
import type { Narration, NarrationFacts, Narrator } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { bedrockCalls } from '../clients.ts';
import { errorName, portCall } from '../port-call.ts';
import type { BedrockCalls } from '../sdk/bedrock.ts';
import type { NarrationCheck, NarrationFailure } from './check-narration.ts';
import { checkNarration, describeNarrationFailure } from './check-narration.ts';
import { answerSchema, factsMessage, systemPrompt } from './narration-prompt.ts';

export interface BedrockNarratorOptions {
  /** A model or inference profile id, such as `eu.anthropic.claude-sonnet-5-5`. */
  readonly modelId: string;
  /** Words the report when the model does not: its facts as they stand. */
  readonly fallback: Narrator;
  /** Bound on what the model may write, reasoning included, in tokens. */
  readonly maxTokens?: number;
  readonly calls?: Calls<BedrockCalls>;
}

const failed = (failure: NarrationFailure): NarrationCheck => ({ ok: false, failure });

/** The text of an answer. Reasoning may come first, so every block is looked at. */
const textOf = ({ output }: ConverseCommandOutput): string =>
  (output?.message?.content ?? []).map((block) => block.text ?? '').join('');

// `stop_sequence` never occurs: none is asked for. All others (max_tokens, guardrail_intervened, content_filtered,
// malformed_model_output, malformed_tool_use, model_context_window_exceeded, tool_use) end an answer early.
const isComplete = ({ stopReason }: ConverseCommandOutput): boolean => stopReason === 'end_turn';

/**
 * Has a Bedrock model word the facts, and uses its words only when they pass every check; else the fallback's, with the reason.
 * Needs `bedrock:InvokeModel` on the inference profile and on the foundation model in each of its regions.
 *
 * The model has no tools and is given facts alone. No temperature is set: newer models refuse it.
 */
export const bedrockNarrator = (options: BedrockNarratorOptions): Narrator => {
  const { modelId, fallback, maxTokens = 4_000, calls = bedrockCalls } = options;
  let takesSchema = true;

  const requestFor = (message: string): ConverseCommandInput => ({
    modelId,
    system: [{ text: systemPrompt }],
    messages: [{ role: 'user', content: [{ text: message }] }],
    inferenceConfig: { maxTokens },
    ...(takesSchema
      ? {
          outputConfig: {
            textFormat: {
              type: 'json_schema' as const,
              structure: { jsonSchema: { name: 'narration', schema: JSON.stringify(answerSchema) } },
            },
          },
        }
      : {}),
  });

  const ask = async (message: string): Promise<ConverseCommandOutput> => {
    const bedrock = await calls();
    try {
      return await bedrock.converse(requestFor(message));
    } catch (error) {
      // Models without structured output refuse the request as invalid. So is an unknown model, which fails again below.
      if (!takesSchema || errorName(error) !== 'ValidationException') throw error;
      takesSchema = false;
      return bedrock.converse(requestFor(message));
    }
  };

  const word = async (facts: NarrationFacts): Promise<NarrationCheck> => {
    const message = factsMessage(facts, randomUUID());
    if (message === undefined) return failed('facts_out_of_bounds');
    const answer = await portCall('narrator', 'narrate', () => ask(message));
    if (!isComplete(answer)) return failed('stopped_early');
    const text = textOf(answer);
    return text.trim() === '' ? failed('no_text') : checkNarration(text, facts);
  };

  return {
    narrate: async (facts): Promise<Narration> => {
      let check: NarrationCheck;
      let detail = '';
      try {
        check = await word(facts);
      } catch (error) {
        check = failed('call_failed');
        // The AWS error's name says what to mend: access, a retired model, throttling. Its message is left out.
        const cause = errorName(error instanceof Error ? error.cause : undefined) || errorName(error);
        detail = ` (${cause.slice(0, 100)})`;
      }
      if (check.ok) return { paragraphs: check.paragraphs, writtenBy: modelId };
      return { ...(await fallback.narrate(facts)), fallbackReason: describeNarrationFailure(check.failure) + detail };
    },
  };
};
