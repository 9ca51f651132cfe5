/**
 * The schemas, and what reads documents at once: for commands, scripts and tests. An entry of its own, because what this one names
 * a bundler loads at the start; functions load it with the first document.
 */
export { settingsVersion } from './documents.ts';
export { settingsJsonSchemas } from './json-schemas.ts';
export type { JsonSchema } from './json-schemas.ts';
export { loadSettings } from './load-settings.ts';
export { readDocument, readDocumentText } from './read-document.ts';
export type { DocumentResult, Inherited, ReadDocument } from './read-document.ts';
