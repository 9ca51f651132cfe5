import type { Page } from 'playwright-core';
import { ask } from './ask-page.ts';

/** What the keyboard reached on its way through a page. */
export interface Walk {
  /** Targets of links, ids of radio buttons and beginnings of summaries, in order. */
  readonly stops: readonly string[];
  /** Stops whose focus cannot be seen. */
  readonly unseen: readonly string[];
  /** Whether it came to the end and went round. */
  readonly isWhole: boolean;
}

/** More stops than any page of the tier has. */
const maxStops = 3_000;

/**
 * Goes through a page with Tab alone until it comes round. Radio buttons of one group are one stop, as browsers have it; the arrows move
 * inside it.
 */
export const walkKeyboard = async (page: Page): Promise<Walk> => {
  const stops: string[] = [];
  const unseen: string[] = [];
  for (let step = 0; step < maxStops; step += 1) {
    await page.keyboard.press('Tab');
    const stop = await ask(page, 'focused');
    if (stop === null) {
      if (stops.length > 0) return { stops, unseen, isWhole: true };
      continue;
    }
    stops.push(stop.name);
    if (!stop.isSeen) unseen.push(stop.name);
  }
  return { stops, unseen, isWhole: false };
};
