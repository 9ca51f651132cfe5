import type { CountedIdStore, LateWindowStore, Ports } from '@bellwether/ports';
import { once } from './clients.ts';
import { s3Archive } from './archive/s3-archive.ts';
import { dynamoCounts } from './counts/late-counts.ts';
import { dynamoFindings } from './findings/dynamo-findings.ts';
import { dynamoTemplates } from './templates/late-templates.ts';

/** The stores that deciding findings needs, as a function's environment names them. */
export interface FindingStores {
  readonly COUNTS_TABLE: string;
  readonly FINDINGS_TABLE: string;
  readonly REMEDIATION_MACHINE_ARN: string;
  readonly STATE_RETENTION_DAYS: number;
}

/** The stores of an ingestion: those of findings, and those of what it read and learnt. */
export interface IngestStores extends FindingStores {
  readonly LAKE_BUCKET: string;
  readonly TEMPLATES_TABLE: string;
  /** Undefined where the bucket decides how payloads are encrypted. */
  readonly PAYLOAD_KEY_ARN: string | undefined;
}

/** The ports of a function that sets the status of findings. A change of status does not change how long a finding is kept. */
export const findingStatusPorts = (table: string): Pick<Ports, 'findings' | 'clock'> => ({
  findings: dynamoFindings(table, { retentionDays: 1 }),
  clock: { now: Date.now },
});

/** The notes of late windows in the table of the counts. Loaded with the first: most batches are on time. */
export const lateWindowsIn = (table: string): LateWindowStore => {
  const store = once(async () => (await import('./counts/dynamo-late-windows.ts')).dynamoLateWindows(table));
  return {
    note: async (windows) => (await store()).note(windows),
    due: async (notedToMs, limit) => (await store()).due(notedToMs, limit),
    done: async (windows) => (await store()).done(windows),
    noteBacklog: async (backlog) => (await store()).noteBacklog(backlog),
    backlogs: async (notedFromMs) => (await store()).backlogs(notedFromMs),
  };
};

/** The counted ids in the table of the counts. Loaded with the first record of a service that writes ids of its own. */
const countedIdsIn = (table: string, retentionDays: number): CountedIdStore => {
  const store = once(async () =>
    (await import('./counts/dynamo-counted-ids.ts')).dynamoCountedIds(table, { retentionDays }),
  );
  return {
    read: async (asked) => (await store()).read(asked),
    append: async (entries) => (await store()).append(entries),
  };
};

/** The starter of a workflow, loaded with the first finding that starts one. */
export const workflowStarter = (machineArn: string): Ports['remediation'] => {
  const starter = once(async () =>
    (await import('./notify/step-functions-starter.ts')).stepFunctionsStarter(machineArn),
  );
  return { start: async (name, input) => (await starter()).start(name, input) };
};

/** The quarantine, loaded with the first record that cannot be read. */
const quarantineIn = (bucket: string, payloadKeyArn: string | undefined): Ports['quarantine'] => {
  const quarantine = once(async () => (await import('./archive/s3-quarantine.ts')).s3Quarantine(bucket, payloadKeyArn));
  return { keep: async (record) => (await quarantine()).keep(record) };
};

/** The ports of a function that raises findings. It notifies nobody: alert groups do, from the stream of the findings table. */
export const findingPorts = (
  stores: FindingStores,
  onNamesFolded?: (names: number) => void,
): Pick<Ports, 'counts' | 'findings' | 'remediation' | 'clock'> => {
  const retention = { retentionDays: stores.STATE_RETENTION_DAYS };
  return {
    counts: dynamoCounts(stores.COUNTS_TABLE, retention, undefined, onNamesFolded),
    findings: dynamoFindings(stores.FINDINGS_TABLE, retention),
    remediation: workflowStarter(stores.REMEDIATION_MACHINE_ARN),
    clock: { now: Date.now },
  };
};

/**
 * The ports of a function that ingests.
 *
 * @param onNamesFolded  is given how many names had no room in their row of counters
 */
export const ingestPorts = (
  stores: IngestStores,
  onNamesFolded?: (names: number) => void,
): ReturnType<typeof findingPorts> &
  Pick<Ports, 'archive' | 'countedIds' | 'lateWindows' | 'quarantine' | 'templates'> => ({
  ...findingPorts(stores, onNamesFolded),
  lateWindows: lateWindowsIn(stores.COUNTS_TABLE),
  countedIds: countedIdsIn(stores.COUNTS_TABLE, stores.STATE_RETENTION_DAYS),
  archive: s3Archive(stores.LAKE_BUCKET, stores.PAYLOAD_KEY_ARN),
  quarantine: quarantineIn(stores.LAKE_BUCKET, stores.PAYLOAD_KEY_ARN),
  templates: dynamoTemplates(stores.TEMPLATES_TABLE, { retentionDays: stores.STATE_RETENTION_DAYS }),
});
