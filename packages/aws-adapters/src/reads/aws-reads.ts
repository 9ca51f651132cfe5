import {
  noActions,
  readRemediations,
  readReports,
  readStores,
  type ActionReads,
  type ArchiveReads,
  type StoreReads,
} from '@bellwether/queries';
import { s3Lake } from '../archive/s3-lake.ts';
import { dynamoCounts } from '../counts/late-counts.ts';
import { dynamoFindings } from '../findings/dynamo-findings.ts';
import type { Retention } from '../retention.ts';
import { dynamoTemplateReader } from '../templates/late-templates.ts';
import { athenaArchive, type AthenaOptions } from './athena-archive.ts';
import { stepFunctionsRuns } from './step-functions-runs.ts';

/** The tables, the bucket and the catalog that the read model reads. */
export interface ReadStores {
  readonly countsTable: string;
  readonly findingsTable: string;
  readonly templatesTable: string;
  readonly archive: AthenaOptions;
  /** Bucket of the archive, which has the reports too. */
  readonly archiveBucket: string;
  /** ARN of the remediation machine; absent where nothing is remediated. */
  readonly remediationMachine?: string;
  readonly retention: Retention;
}

/**
 * The read model on AWS: DynamoDB for what was found and counted, Athena for the archive, Step Functions for what was done. It reads only.
 * Alert groups are read by their owner: `readGroups(dynamoAlertGroups(...))`. Reports are in the archive's bucket, where `keepReport` puts them.
 */
export const awsReads = (stores: ReadStores): StoreReads & ArchiveReads & Omit<ActionReads, 'groups'> => ({
  ...(stores.remediationMachine === undefined
    ? { remediations: noActions.remediations }
    : readRemediations(stepFunctionsRuns(stores.remediationMachine))),
  ...readReports(s3Lake(stores.archiveBucket, undefined)),
  ...readStores({
    counts: dynamoCounts(stores.countsTable, stores.retention),
    findings: dynamoFindings(stores.findingsTable, stores.retention),
    templates: dynamoTemplateReader(stores.templatesTable),
  }),
  ...athenaArchive(stores.archive),
});
