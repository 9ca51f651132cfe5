import fc from 'fast-check';

// Every mutant meets the same inputs, and a counterexample need not be made small: it is thrown away.
fc.configureGlobal({ seed: 20_261_129, endOnFailure: true });
