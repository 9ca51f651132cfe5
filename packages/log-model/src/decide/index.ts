/**
 * Deciding, with an entry of its own: a function loads it with the first candidate. In the package's main entry it would be among what every
 * start parses.
 */
export * from './absence.ts';
export * from './admission-text.ts';
export * from './admission.ts';
export * from './candidate.ts';
export * from './changes.ts';
export * from './continuity.ts';
export * from './decide.ts';
export * from './finding-context.ts';
export * from './first-seen.ts';
export * from './more-findings.ts';
export * from './name-failures.ts';
