export {
  correlate,
  type CorrelationInput,
  type CorrelationMatch,
  type Correlator,
  type CorrelatorLimits,
} from '../correlation/correlate.ts';
export type { Bound, CorrelationRule, CorrelationType } from '../correlation/correlation-rule.ts';
export { readCorrelation } from '../correlation/read-correlation.ts';
export { loadSigma } from './load-sigma.ts';
