import { join } from 'node:path';

/** What Stryker runs in its copy of the tree: bundles that `bundle-tests.ts` has made there, so nothing is transformed. */
export default {
  rootDir: '../../..',
  roots: ['<rootDir>/.mutation'],
  testEnvironment: join(import.meta.dirname, 'fail-fast-environment.cjs'),
  testMatch: ['<rootDir>/.mutation/*.test.mjs'],
  testPathIgnorePatterns: [],
  transform: {},
  testTimeout: 120_000,
};
