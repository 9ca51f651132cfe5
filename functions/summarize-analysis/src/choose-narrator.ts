import { randomUUID } from 'node:crypto';
import type { LanguageModel, Narrator, SpendingStore } from '@bellwether/ports';
import { countTokens, factsNarrator, modelNarrator, usualBudget, withDailyBudget } from '@bellwether/report';
import type { readEnv } from './env.ts';

/** The model that words reports, and the account that it is paid from. */
export interface PaidModel {
  readonly model: LanguageModel;
  readonly spending: SpendingStore;
}

type Budgets = Pick<
  ReturnType<typeof readEnv>,
  'MODEL_INPUT_USD' | 'MODEL_OUTPUT_USD' | 'MODEL_REPORT_USD' | 'MODEL_DAY_USD'
>;

/** Who words the report: a model within its budgets where one is configured, else the program's own sentences. */
export const chooseNarrator = (paid: PaidModel | undefined, budgets: Budgets): Narrator => {
  if (paid === undefined) return factsNarrator;
  const { MODEL_INPUT_USD: inputUsd, MODEL_OUTPUT_USD: outputUsd, MODEL_REPORT_USD: maxUsd } = budgets;
  const narrator = modelNarrator({
    model: paid.model,
    fallback: factsNarrator,
    salt: randomUUID,
    estimateTokens: countTokens,
    budget: { ...usualBudget, money: { maxUsd, inputUsd, outputUsd } },
  });
  const { spending } = paid;
  return withDailyBudget(narrator, factsNarrator, {
    spending,
    reportUsd: maxUsd,
    dayUsd: budgets.MODEL_DAY_USD,
    now: Date.now,
  });
};
