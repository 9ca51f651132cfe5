import { existsSync } from 'node:fs';
import { openLocalState, stateLayout, type LocalState } from '@bellwether/local-adapters';
import type { FindingStore } from '@bellwether/ports';
import { readFindings, type StoreReads } from '@bellwether/queries';

/** Findings to read and to mark, until they are closed. */
export interface OpenFindings {
  readonly reads: Pick<StoreReads, 'findings' | 'finding'>;
  readonly store: Pick<FindingStore, 'setStatus'>;
  close(): Promise<void>;
}

/** @throws RangeError when the folder contains no state; StateError when it cannot be used */
const openExisting = async (directory: string): Promise<LocalState> => {
  if (!existsSync(stateLayout(directory).database))
    throw new RangeError(
      `${directory} contains no state. Name the folder of an earlier run with --state, or run bellwether analyze first.`,
    );
  const state = await openLocalState(directory);
  if (state.notice !== undefined) console.error(state.notice);
  return state;
};

/** Works with the state of a folder and closes it. Throws like `openFindings`. */
export const withState = async <Result>(
  directory: string,
  work: (state: LocalState) => Promise<Result>,
): Promise<Result> => {
  const state = await openExisting(directory);
  try {
    return await work(state);
  } finally {
    await state.close();
  }
};

/**
 * Opens the findings of a state folder, or those of a table on AWS when one is named. The SDK is loaded only then.
 *
 * @throws RangeError when the folder contains no state; StateError when it cannot be used
 */
export const openFindings = async (table: string | undefined, directory: string): Promise<OpenFindings> => {
  if (table !== undefined) {
    const { dynamoFindings } = await import('@bellwether/aws-adapters');
    // Neither looking nor marking changes how long a finding is kept.
    const store = dynamoFindings(table, { retentionDays: 1 });
    return { reads: readFindings(store), store, close: async () => undefined };
  }
  const state = await openExisting(directory);
  return { reads: state.reads, store: state.findings, close: () => state.close() };
};
