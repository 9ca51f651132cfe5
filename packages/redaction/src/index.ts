export { groupKeyOf, redactionMark } from './mark.ts';
export * from './redact.ts';
export * from './redaction-class.ts';
export * from './redaction-policy.ts';
export { isSuspicious } from './suspicion.ts';
