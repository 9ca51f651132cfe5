export * from './columns.ts';
export * from './event-line.ts';
export { keptProvenanceOf } from './kept-provenance.ts';
export * from './layout.ts';
export * from './payload-members.ts';
export * from './read-event.ts';
export * from './view-sql.ts';
