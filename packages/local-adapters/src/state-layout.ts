import { join } from 'node:path';

/** Where the parts of a state directory lie. */
export interface StateLayout {
  readonly database: string;
  readonly archive: string;
  readonly quarantine: string;
  readonly alerts: string;
  /** Key of the hashes in marks. */
  readonly markKey: string;
  /** Copies of what can be read only once, while a run reads it. */
  readonly spool: string;
}

export const stateLayout = (directory: string): StateLayout => ({
  database: join(directory, 'state.duckdb'),
  archive: join(directory, 'archive'),
  quarantine: join(directory, 'quarantine'),
  alerts: join(directory, 'alerts.ndjson'),
  markKey: join(directory, 'mark-key'),
  spool: join(directory, 'spool'),
});
