import { QueryError } from '../query-error.ts';
import type { ActionReads } from '../read-model.ts';

const notKept =
  (what: string): ((query: unknown) => Promise<never>) =>
  async () => {
    throw new QueryError('not_kept', `This deployment does not store ${what}.`);
  };

/** The answers of a deployment that notifies in no groups and remediates nothing, such as a laptop, or stores no reports. */
export const noActions = {
  groups: notKept('alert groups'),
  remediations: notKept('remediations'),
  reports: notKept('reports'),
} satisfies ActionReads;
