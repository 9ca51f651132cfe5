import fc from 'fast-check';

/** Gives every property of a run the seed of `BELLWETHER_SEED`; fast-check prints it with what failed. */
const seed = Number(process.env.BELLWETHER_SEED);
if (!Number.isSafeInteger(seed)) throw new RangeError('BELLWETHER_SEED is not a whole number.');
const numRuns = Number(process.env.BELLWETHER_PROPERTY_RUNS ?? 100);
if (!Number.isSafeInteger(numRuns) || numRuns < 1) throw new RangeError('BELLWETHER_PROPERTY_RUNS is not a count.');
fc.configureGlobal({ seed, numRuns });
