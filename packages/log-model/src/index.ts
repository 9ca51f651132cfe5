export * from './event.ts';
export * from './failure.ts';
export * from './finding.ts';
export * from './hash.ts';
export * from './window.ts';
export type * from './read/reader.ts';
export type * from './mine/miner.ts';
export type * from './classify/classification.ts';
export type * from './detect/rule.ts';
