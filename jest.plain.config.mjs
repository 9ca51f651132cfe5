import config from './jest.config.mjs';

/**
 * The functions that ingest, without the fast path: `npm run unit:plain`. Every test that holds with it holds without it. The tests of the
 * pipeline itself give it none, so they need no second run.
 */
export default {
  ...config,
  testMatch: ['<rootDir>/functions/ingest-*/test/**/*.test.ts'],
  // What is ignored is about the fast path itself: how much it counts without reading.
  testPathIgnorePatterns: [...config.testPathIgnorePatterns, '/(counted-records|counted-lines)\\.test\\.ts$'],
  moduleNameMapper: { '^@bellwether/known-lines$': '<rootDir>/packages/pipeline/test/plain-path.ts' },
};
