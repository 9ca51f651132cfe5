import { eventColumns, partitionColumns } from './columns.ts';
import { mixedDataset } from './layout.ts';

/**
 * Where the rows of the view come from: names of tables, or whatever else stands after FROM in the dialect at hand. What is
 * absent contains nothing.
 */
export interface LakeRelations {
  /** Lines under `events/` whose path says their dataset, and those of `dataset=mixed`. */
  readonly lines?: string;
  readonly mixedLines?: string;
  /** Parts under `events-parquet/`. */
  readonly parts?: string;
}

const quoted = (names: readonly { readonly name: string }[]): string => names.map(({ name }) => `"${name}"`).join(', ');

/** Columns of the view, in its order. */
export const viewColumns = [...eventColumns, ...partitionColumns];

/**
 * The query that the view of events is made of, in words that DuckDB and Athena (Trino) both take: the lines of hours that are still
 * open, and the parts of closed ones, each event once. A batch that was given again with other bounds wrote its events a
 * second time, and between the writing of a part and the removal of its lines both are there; copies lie in one partition, so
 * a filter on dataset, date or hour still leaves the others unread. Lines of mixed objects name their own dataset: there a
 * filter on the dataset does not help, one on date and hour does.
 *
 * @returns undefined when there is nothing to read from
 */
export const eventsQuery = ({ lines, mixedLines, parts }: LakeRelations): string | undefined => {
  const columns = quoted(eventColumns);
  const branches = [
    lines && `SELECT ${columns}, "dataset", "date", "hour" FROM ${lines} WHERE "dataset" <> '${mixedDataset}'`,
    mixedLines &&
      `SELECT ${columns}, "eventDataset" AS "dataset", "date", "hour" FROM ${mixedLines} WHERE "dataset" = '${mixedDataset}'`,
    parts && `SELECT ${columns}, "dataset", "date", "hour" FROM ${parts}`,
  ].filter((branch): branch is string => branch !== undefined);
  if (branches.length === 0) return undefined;
  return `SELECT ${quoted(viewColumns)} FROM (
  SELECT *, row_number() OVER (PARTITION BY "dataset", "date", "hour", "account", "id") AS "copy" FROM (
    ${branches.join('\n    UNION ALL\n    ')}
  )
) WHERE "copy" = 1`;
};

/** The text that makes Athena's view, over the tables of the catalog. Written to the catalog module by its generator. */
export const athenaViewSql = (): string =>
  `CREATE OR REPLACE VIEW events_once AS ${eventsQuery({ lines: 'events', mixedLines: 'events', parts: 'events_parquet' })}\n`;
