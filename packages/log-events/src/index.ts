export * from './event.ts';
export * from './failure.ts';
export * from './finding.ts';
export * from './finding-criteria.ts';
export * from './finding-schema.ts';
export * from './identify.ts';
export * from './spread-hash.ts';
export type * from './read-record.ts';
export * from './window.ts';
