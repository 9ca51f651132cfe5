import { describe, expect, it } from '@jest/globals';
import { factsNarrator, withDailyBudget } from '@bellwether/report';
import { memorySpending } from '@bellwether/testkit';

const facts = { title: 'Report', facts: [{ id: 'F1', sentence: 'There were 5 errors.' }] };
const model = { narrate: async () => ({ paragraphs: ['Five errors came.'], writtenBy: 'model-a' }) };

describe('a budget of the day', () => {
  it('is reserved before a model is asked, and ends with the day', async () => {
    let nowMs = Date.UTC(2026, 2, 2, 23);
    const budget = { spending: memorySpending(), reportUsd: 0.5, dayUsd: 1, now: () => nowMs };
    const narrator = withDailyBudget(model, factsNarrator, budget);
    const written = async () => (await narrator.narrate(facts)).writtenBy;
    expect([await written(), await written(), await written()]).toEqual(['model-a', 'model-a', 'facts']);
    expect(await narrator.narrate(facts)).toMatchObject({
      paragraphs: ['There were 5 errors.'],
      fallbackReason: 'the $1 of 2026-03-02 are reserved for other reports.',
    });
    nowMs += 3_600_000;
    expect(await written()).toBe('model-a');
  });

  it('that cannot be looked up is one that is used up', async () => {
    const spending = { spend: async () => Promise.reject(new Error('Throttled')) };
    const narrator = withDailyBudget(model, factsNarrator, { spending, reportUsd: 1, dayUsd: 1, now: () => 0 });
    expect(await narrator.narrate(facts)).toMatchObject({
      writtenBy: 'facts',
      fallbackReason: 'what the day has spent could not be read.',
    });
  });
});
