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
import { dynamoCounts } from '../counts/dynamo-counts.ts';
import { dynamoFindings } from '../findings/dynamo-findings.ts';
import type { Retention } from '../retention.ts';
import { dynamoTemplateReader } from '../templates/dynamo-templates.ts';
import { athenaArchive, type AthenaPlace } from './athena-archive.ts';
import { stepFunctionsRuns } from './step-functions-runs.ts';

/** Tables and catalog that the read model reads. */
export interface ReadPlaces {
  readonly countsTable: string;
  readonly findingsTable: string;
  readonly templatesTable: string;
  readonly archive: AthenaPlace;
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
export const awsReads = (places: ReadPlaces): StoreReads & ArchiveReads & Omit<ActionReads, 'groups'> => ({
  ...(places.remediationMachine === undefined
    ? { remediations: noActions.remediations }
    : readRemediations(stepFunctionsRuns(places.remediationMachine))),
  ...readReports(s3Lake(places.archiveBucket, undefined)),
  ...readStores({
    counts: dynamoCounts(places.countsTable, places.retention),
    findings: dynamoFindings(places.findingsTable, places.retention),
    templates: dynamoTemplateReader(places.templatesTable),
  }),
  ...athenaArchive(places.archive),
});
