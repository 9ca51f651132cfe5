export * from './create-miner.ts';
export { parseEnumerated, type EnumeratedParameter } from './enumerated.ts';
export { enumeratedText } from './enumerated-text.ts';
export type * from './miner.ts';
export * from './parameters.ts';
export { mayBeRequest } from './request.ts';
export * from './template-bounds.ts';
export * from './template-changes.ts';
export * from './wildcards.ts';
