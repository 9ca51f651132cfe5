import { fileURLToPath } from 'node:url';

/** How every package's tests run: TypeScript through swc, native ES modules. */
export default {
  // Loaded only where it has something to say: fast-check has hundreds of modules.
  setupFiles: process.env.BELLWETHER_SEED ? [fileURLToPath(new URL('jest-seed.mjs', import.meta.url))] : [],
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
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/.stryker-tmp/'],
};
