export {
  correlate,
  type CorrelationInput,
  type CorrelationMatch,
  type Correlator,
  type CorrelatorLimits,
} from '../correlation/correlate.ts';
export type { Bound, CorrelationRule, CorrelationType } from '../correlation/correlation-rule.ts';
export { readCorrelation } from '../correlation/read-correlation.ts';
export { knownLogSources, nameOf as logSourceName, type KnownLogSource, type LogSource } from './log-sources.ts';
export { loadSigma } from './load-sigma.ts';
export { readSigmaCollection, type FromFile, type LeftOut, type SigmaCollection } from './read-sigma-collection.ts';
export { namesOf as sigmaNamesOf, readSigmaFilter, withFilters, type SigmaFilter } from './read-sigma-filter.ts';
export { maxRuleFileLength, readRuleDocuments, RuleFileError, type RuleDocument } from './rule-documents.ts';
