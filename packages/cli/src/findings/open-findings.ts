import { existsSync } from 'node:fs';
import { openLocalState, stateLayout } from '@bellwether/local-adapters';
import type { FindingStore } from '@bellwether/ports';

/** Findings, and what lets them go. */
export interface OpenFindings {
  readonly findings: FindingStore;
  close(): Promise<void>;
}

/**
 * Opens the findings of a state folder, or those of a table on AWS when one is named. The SDK is loaded only then.
 *
 * @throws RangeError when the folder holds no state; StateError when it cannot be used
 */
export const openFindings = async (table: string | undefined, directory: string): Promise<OpenFindings> => {
  if (table !== undefined) {
    const { dynamoFindings } = await import('@bellwether/aws-adapters');
    // Neither looking nor marking changes how long a finding is kept.
    return { findings: dynamoFindings(table, { retentionDays: 1 }), close: async () => undefined };
  }
  if (!existsSync(stateLayout(directory).database))
    throw new RangeError(
      `${directory} holds no state. Name the folder of an earlier run with --state, or run bellwether analyze first.`,
    );
  const state = await openLocalState(directory);
  return { findings: state.findings, close: () => state.close() };
};
