import { name, sql, type Fragment } from './fragment.ts';

/** What DuckDB and Athena (Trino) say differently. Everything else of a statement is the same text. */
export interface Dialect {
  readonly name: 'duckdb' | 'athena';
  /** The scalar value of an attribute as text; NULL when it is absent or a list. */
  attribute(attributeName: string): Fragment;
}

export const duckdb: Dialect = {
  name: 'duckdb',
  attribute: (attribute) => {
    const path = `$."${attribute}"`;
    return sql`CASE WHEN json_type("attributes", ${path}) NOT IN ('ARRAY', 'OBJECT') THEN json_extract_string("attributes", ${path}) END`;
  },
};

export const athena: Dialect = {
  name: 'athena',
  attribute: (attribute) => sql`json_extract_scalar("attributes", ${`$["${attribute}"]`})`,
};

/** The view of archived events on a laptop. */
export const localEvents = name('events');

/**
 * The view of archived events in a Glue database.
 *
 * @throws RangeError when the database's name has other characters than letters, digits and `_`
 */
export const catalogEvents = (database: string): Fragment => sql`${name(database)}.${name('events_once')}`;
