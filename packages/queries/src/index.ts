export * from './border.ts';
export { cursorOf, keyOfCursor } from './cursor.ts';
export { checkQuery } from './check-query.ts';
export { QueryError, type QueryErrorCode } from './query-error.ts';
export type * from './read-model.ts';
export * from './contracts/actors.ts';
export { maxArchiveSpanMs, type EventFilter } from './contracts/archive-filter.ts';
export * from './contracts/events.ts';
export * from './contracts/findings.ts';
export * from './contracts/groups.ts';
export type { Page } from './contracts/page.ts';
export * from './contracts/remediations.ts';
export * from './contracts/reports.ts';
export * from './contracts/series.ts';
export * from './contracts/templates.ts';
export { noActions } from './stores/not-kept.ts';
export { readFindings } from './stores/read-findings.ts';
export { putBackRunName, readRemediations, remediationViewOf } from './stores/read-remediations.ts';
export { readReports, reportPaths } from './stores/read-reports.ts';
export { readStores, type ReadStores } from './stores/read-stores.ts';
export { selectFields } from './select-fields.ts';
export { athena, catalogEvents, duckdb, localEvents, type Dialect } from './archive/dialect.ts';
export {
  literal,
  name,
  renderBound,
  renderText,
  sql,
  type BoundStatement,
  type Fragment,
  type SqlValue,
} from './archive/fragment.ts';
export { readArchive, type ArchiveCell, type ArchiveRunner } from './archive/read-archive.ts';
export {
  actorsStatement,
  archiveQueryText,
  eventCountsStatement,
  eventsStatement,
  scanStatement,
} from './archive/statements.ts';
export type { ArchiveTable } from './archive/statements.ts';
