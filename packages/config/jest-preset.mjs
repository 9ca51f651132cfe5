/** How every package's tests run: TypeScript through swc, native ES modules. */
export default {
  testEnvironment: 'node',
  // A busy machine is no fault of the code: a limit is there to end what hangs, not to measure.
  testTimeout: 120_000,
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/\\.terraform/'],
  modulePathIgnorePatterns: ['/dist/'],
};
