import type { NarrationFacts, Narrator, SpendingStore } from '@bellwether/ports';

/** What wording may cost in a day. */
export interface DailyBudget {
  readonly spending: SpendingStore;
  /** Dollars of a report and of a day, UTC. */
  readonly reportUsd: number;
  readonly dayUsd: number;
  readonly now: () => number;
}

const million = 1_000_000;

/**
 * A narrator that costs money, within what a day may spend: each report reserves what it may cost at most before the model is asked.
 * Where nothing is left, or the account cannot be asked, the fallback words it, and says why.
 */
export const withDailyBudget = (
  narrator: Narrator,
  fallback: Narrator,
  { spending, reportUsd, dayUsd, now }: DailyBudget,
): Narrator => {
  const declined = async (facts: NarrationFacts, fallbackReason: string) => ({
    ...(await fallback.narrate(facts)),
    fallbackReason,
  });
  return {
    narrate: async (facts) => {
      const day = new Date(now()).toISOString().slice(0, 10);
      const isLeft = await spending
        .spend(day, Math.round(reportUsd * million), Math.round(dayUsd * million))
        .catch(() => undefined);
      if (isLeft === undefined) return declined(facts, 'what the day has spent could not be read.');
      return isLeft
        ? narrator.narrate(facts)
        : declined(facts, `the $${dayUsd} of ${day} are reserved for other reports.`);
    },
  };
};
