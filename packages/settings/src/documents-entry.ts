/**
 * The schemas, and what reads and keeps documents: for commands, scripts and tests. An entry of its own, because what the package's
 * first entry names a bundler loads at the start; functions load it with their first run.
 */
export { assembleSettings, defaultOutputName } from './assemble-settings.ts';
export { createSettings } from './create-settings.ts';
export { settingsVersion } from './documents.ts';
export { settingsJsonSchemas } from './json-schemas.ts';
export type { JsonSchema } from './json-schemas.ts';
export { loadSettings } from './load-settings.ts';
export { observedSettings } from './observe-settings.ts';
export { readDocument, readDocumentText } from './read-document.ts';
export type { DocumentResult, Inherited, ReadDocument } from './read-document.ts';
export { defaultRefreshPolicy } from './refresh-policy.ts';
