import * as fastCheck from 'fast-check';

/** A mutant that lives through this many inputs of a property mostly lives through all, and each run is paid for by every mutant. */
const maxRuns = 25;

// Every mutant meets the same inputs, and a counterexample need not be made small: it is thrown away.
fastCheck.configureGlobal({ seed: 20_261_129, endOnFailure: true });

export const assert = ((
  property: fastCheck.IRawProperty<void>,
  { numRuns = maxRuns, ...rest }: fastCheck.Parameters<void> = {},
) => fastCheck.assert(property, { ...rest, numRuns: Math.min(numRuns, maxRuns) })) as typeof fastCheck.assert;

// This is what the tests of an area import as `fast-check`.
export * from 'fast-check';
export default { ...fastCheck, assert };
