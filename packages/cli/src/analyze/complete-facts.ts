import type { LedgerContent, LedgerSpan } from '@bellwether/log-model';
import type { LocalState } from '@bellwether/local-adapters';
import { failureFactsOf, lookUpRecords, withExamples, type ReportFacts } from '@bellwether/report';
import { hasPeriod, selectFacts, type FactSelection } from './select-facts.ts';

/** What the ledger contains of the reported log sources, and the span of it. */
export interface ReportedLedger {
  readonly content: LedgerContent;
  readonly span: LedgerSpan;
}

/**
 * Whether the archive contains nothing else of the period than what is reported: it is asked for whole spans of time, and a state folder may
 * contain other logs too.
 */
const isWhole = async (
  state: Pick<LocalState, 'counts'>,
  { period }: ReportFacts,
  { sources }: LedgerContent,
): Promise<boolean> => {
  const scopes = await state.counts.scopes(period.startMs, period.endMs);
  return scopes.every((scope) => sources.has(scope));
};

/**
 * The facts with what failed, by kind, the lines that patterns stand for, and the records behind what was found.
 *
 * @param reported  undefined where no event is reported
 */
export const completeFacts = async (
  state: LocalState,
  facts: ReportFacts,
  reported: ReportedLedger | undefined,
  { selection, stateFolder }: { readonly selection: FactSelection; readonly stateFolder: string },
): Promise<ReportFacts> => {
  const gathered = { ...facts, stateFolder };
  if (reported === undefined || !hasPeriod(facts))
    return selectFacts({ ...gathered, failures: [], rates: [] }, selection);
  const { content, span } = reported;
  const failed = failureFactsOf(content, span);
  const templates = withExamples(facts.templates, content);
  const complete = selectFacts({ ...gathered, ...failed, templates }, selection);
  return lookUpRecords(state.reads, complete, content, await isWhole(state, facts, content));
};
