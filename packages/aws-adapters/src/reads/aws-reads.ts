import { readStores, type ArchiveReads, type StoreReads } from '@bellwether/queries';
import { dynamoCounts } from '../counts/dynamo-counts.ts';
import { dynamoFindings } from '../findings/dynamo-findings.ts';
import type { Retention } from '../retention.ts';
import { dynamoTemplateReader } from '../templates/dynamo-templates.ts';
import { athenaArchive, type AthenaPlace } from './athena-archive.ts';

/** Tables and catalog that the read model reads. */
export interface ReadPlaces {
  readonly countsTable: string;
  readonly findingsTable: string;
  readonly templatesTable: string;
  readonly archive: AthenaPlace;
  readonly retention: Retention;
}

/** The read model on AWS: DynamoDB for what was found and counted, Athena for the archive. It reads only. */
export const awsReads = (places: ReadPlaces): StoreReads & ArchiveReads => ({
  ...readStores({
    counts: dynamoCounts(places.countsTable, places.retention),
    findings: dynamoFindings(places.findingsTable, places.retention),
    templates: dynamoTemplateReader(places.templatesTable),
  }),
  ...athenaArchive(places.archive),
});
