/** How one column of an archived event is called and typed, on a laptop and in Athena. */
export interface LakeColumn {
  readonly name: string;
  readonly duckdb: string;
  readonly athena: string;
}

/**
 * Columns of an archived event, in the order of a line. Attributes stay JSON text, because their names differ from dataset to
 * dataset.
 */
export const eventColumns = [
  { name: 'id', duckdb: 'VARCHAR', athena: 'string' },
  { name: 'timestampMs', duckdb: 'BIGINT', athena: 'bigint' },
  { name: 'account', duckdb: 'VARCHAR', athena: 'string' },
  { name: 'region', duckdb: 'VARCHAR', athena: 'string' },
  { name: 'logGroup', duckdb: 'VARCHAR', athena: 'string' },
  { name: 'logStream', duckdb: 'VARCHAR', athena: 'string' },
  { name: 'severity', duckdb: 'VARCHAR', athena: 'string' },
  { name: 'category', duckdb: 'VARCHAR', athena: 'string' },
  { name: 'message', duckdb: 'VARCHAR', athena: 'string' },
  { name: 'attributes', duckdb: 'JSON', athena: 'string' },
  { name: 'templateId', duckdb: 'VARCHAR', athena: 'string' },
] as const satisfies readonly LakeColumn[];

/** Columns that the path says and the line does not. */
export const partitionColumns = [
  { name: 'dataset', duckdb: 'VARCHAR', athena: 'string' },
  { name: 'date', duckdb: 'DATE', athena: 'date' },
  { name: 'hour', duckdb: 'INTEGER', athena: 'int' },
] as const satisfies readonly LakeColumn[];

/** Columns of a line that no view shows: where the event stood in its shard, and its dataset where the path does not say it. */
export const hiddenColumns = [
  { name: 'sequence', duckdb: 'VARCHAR', athena: 'string' },
  { name: 'eventDataset', duckdb: 'VARCHAR', athena: 'string' },
] as const satisfies readonly LakeColumn[];
