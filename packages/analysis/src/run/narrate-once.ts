import { identify } from '@bellwether/log-model';
import type { Lake, Narration, Narrator } from '@bellwether/ports';
import { factsNarrator, promptVersion } from '@bellwether/report';
import * as z from 'zod/mini';
import { narrationFactsOf } from '../narration-facts.ts';
import { compress } from '../prompt/compress.ts';
import type { AnalysisFacts } from '../summary/analysis-facts.ts';

/** Tokens of the question that a model is asked. */
export const maxPromptTokens = 8_000;

const count = z.int().check(z.minimum(0));

/** A narration as it was stored. Its reasons are counted by words that a later release may no longer know. */
const narration = z.object({
  paragraphs: z.array(z.string()),
  writtenBy: z.string(),
  fallbackReason: z.exactOptional(z.string()),
  insights: z.exactOptional(z.array(z.object({ section: z.string(), text: z.string(), cites: z.array(z.string()) }))),
  faithfulness: z.exactOptional(z.object({ claims: count, kept: count, struck: z.record(z.string(), count) })),
  usage: z.exactOptional(z.object({ inputTokens: count, outputTokens: count })),
});

const readNarration = (bytes: Uint8Array): Narration | undefined => {
  const read = z.safeParse(narration, JSON.parse(Buffer.from(bytes).toString('utf8')));
  return read.success ? read.data : undefined;
};

export interface NarrateOptions {
  readonly narrator: Narrator;
  /** The model that words; undefined where the program's own sentences are the report. */
  readonly modelId: string | undefined;
}

/**
 * Words the facts of a run, once for each version of the prompt and model: what a model was paid for is kept, and used when the run is
 * summarised again over the same facts.
 */
export const narrateOnce =
  (lake: Pick<Lake, 'read' | 'write'>, { narrator, modelId }: NarrateOptions) =>
  async (facts: AnalysisFacts, runId: string): Promise<Narration> => {
    if (modelId === undefined) return narrator.narrate(narrationFactsOf(facts));
    const asked = compress(facts, { maxTokens: maxPromptTokens }).facts;
    const key = identify('narration', modelId, JSON.stringify(asked)).slice(0, 16);
    const path = `analyses/runs/${runId}/narration-${promptVersion}-${key}.json`;
    const stored = await lake.read(path);
    const kept = stored === 'not_found' ? undefined : readNarration(stored);
    if (kept !== undefined) return kept;
    const made = await narrator.narrate(asked);
    // The program's own words cost nothing and need no budget, and the model may answer the next time.
    if (made.fallbackReason !== undefined) {
      const own = await factsNarrator.narrate(narrationFactsOf(facts));
      return { ...made, paragraphs: own.paragraphs, ...(own.insights === undefined ? {} : { insights: own.insights }) };
    }
    await lake.write(path, Buffer.from(JSON.stringify(made)));
    return made;
  };
