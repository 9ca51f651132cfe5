import {
  PortError,
  type LanguageModel,
  type ModelAnswer,
  type ModelMessage,
  type ModelRequest,
} from '@bellwether/ports';
import type { Narration, NarrationFacts, Narrator } from '@bellwether/ports';
import {
  checkNarration,
  describeNarrationFailure,
  type NarrationCheck,
  type NarrationFailure,
} from './check-narration.ts';
import { answerSchema, factsMessage, systemPrompt } from './narration-prompt.ts';

/** What one report may cost. */
export interface NarrationBudget {
  /** Tokens of one question, as the model counts them, else as `estimateTokens` does. */
  readonly maxInputTokens: number;
  /** Tokens of one answer, reasoning included. */
  readonly maxOutputTokens: number;
  /** Present where money is bounded too: dollars of a report, and of a million tokens read and written. */
  readonly money?: { readonly maxUsd: number; readonly inputUsd: number; readonly outputUsd: number };
}

export const usualBudget: NarrationBudget = { maxInputTokens: 20_000, maxOutputTokens: 4_000 };

export interface ModelNarratorOptions {
  readonly model: LanguageModel;
  /** Words the report when the model does not: its facts as they are. */
  readonly fallback: Narrator;
  /** Gives an unguessable text for each question. */
  readonly salt: () => string;
  readonly estimateTokens: (text: string) => number;
  readonly budget?: NarrationBudget;
}

/** Longest answer that is given back to the model for mending, UTF-16 units. */
const maxGivenBack = 12_000;
const million = 1_000_000;

const stopFailures: Readonly<Record<Exclude<ModelAnswer['stop'], 'complete'>, NarrationFailure>> = {
  refused: 'refused',
  filtered: 'filtered',
  too_long: 'too_long',
  context_exceeded: 'context_exceeded',
  malformed: 'malformed',
  other: 'stopped_early',
};

const failed = (failure: NarrationFailure): NarrationCheck => ({ ok: false, failure });

/** What the service said was wrong, by the name of its error: access, a retired model, throttling. Its message is left out. */
const causeOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const name = typeof cause === 'object' && cause !== null && 'name' in cause ? String(cause.name) : '';
  return name.slice(0, 100);
};

const isTimeout = (name: string): boolean => /timeout|abort/i.test(name);

const judge = (answer: ModelAnswer, facts: NarrationFacts): NarrationCheck => {
  if (answer.stop !== 'complete') return failed(stopFailures[answer.stop]);
  return answer.text.trim() === '' ? failed('no_text') : checkNarration(answer.text, facts);
};

/** Whether the model may mend its answer: it answered, and only the shape was wrong. */
const isMendable = (check: NarrationCheck): boolean =>
  !check.ok && (check.failure === 'not_json' || check.failure === 'bad_shape');

/**
 * Has a model word the facts, and uses those of its claims that pass every check; where nothing is left, the fallback's words, with the
 * reason. The model is asked once, and once more where its answer has the wrong shape.
 */
export const modelNarrator = (options: ModelNarratorOptions): Narrator => {
  const { model, fallback, salt, estimateTokens, budget = usualBudget } = options;

  const requestFor = (messages: readonly ModelMessage[]): ModelRequest => ({
    system: systemPrompt,
    messages,
    schema: answerSchema,
    maxTokens: budget.maxOutputTokens,
  });

  /** Whether one more question fits, beside what was used already. */
  const fits = async (
    request: ModelRequest,
    used: { readonly inputTokens: number; readonly outputTokens: number },
  ): Promise<boolean> => {
    const texts = [request.system, ...request.messages.map(({ text }) => text)];
    const tokens = (await model.countTokens(request)) ?? texts.reduce((sum, text) => sum + estimateTokens(text), 0);
    if (tokens > budget.maxInputTokens) return false;
    if (budget.money === undefined) return true;
    const { maxUsd, inputUsd, outputUsd } = budget.money;
    const inputCost = ((used.inputTokens + tokens) * inputUsd) / million;
    const outputCost = ((used.outputTokens + budget.maxOutputTokens) * outputUsd) / million;
    return inputCost + outputCost <= maxUsd;
  };

  const word = async (facts: NarrationFacts) => {
    let usage = { inputTokens: 0, outputTokens: 0 };
    const message = factsMessage(facts, salt());
    if (message === undefined) return { check: failed('facts_out_of_bounds'), usage };
    let messages: readonly ModelMessage[] = [{ role: 'user', text: message }];
    let check: NarrationCheck = failed('over_budget');
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const request = requestFor(messages);
      if (!(await fits(request, usage))) break;
      const answer = await model.ask(request);
      usage = {
        inputTokens: usage.inputTokens + (answer.inputTokens ?? 0),
        outputTokens: usage.outputTokens + (answer.outputTokens ?? 0),
      };
      check = judge(answer, facts);
      if (!isMendable(check)) break;
      messages = [
        ...messages,
        { role: 'assistant', text: answer.text.slice(0, maxGivenBack) },
        { role: 'user', text: 'That was not the agreed JSON object. Answer again with that object alone.' },
      ];
    }
    return { check, usage };
  };

  return {
    narrate: async (facts): Promise<Narration> => {
      let check: NarrationCheck;
      let detail = '';
      let usage: Narration['usage'];
      try {
        ({ check, usage } = await word(facts));
      } catch (error) {
        if (!(error instanceof PortError)) throw error;
        const cause = causeOf(error);
        check = failed(isTimeout(cause) ? 'timed_out' : 'call_failed');
        detail = cause === '' ? '' : ` (${cause})`;
      }
      const used = usage !== undefined && usage.inputTokens + usage.outputTokens > 0 ? { usage } : {};
      const faithfulness = check.faithfulness === undefined ? {} : { faithfulness: check.faithfulness };
      if (check.ok) {
        const { insights } = check;
        return {
          paragraphs: insights.map(({ text }) => text),
          insights,
          writtenBy: model.id,
          ...faithfulness,
          ...used,
        };
      }
      const fallbackReason = describeNarrationFailure(check.failure) + detail;
      return { ...(await fallback.narrate(facts)), fallbackReason, ...faithfulness, ...used };
    },
  };
};
