import preset from './packages/config/jest-preset.mjs';

/**
 * Runs the AWS adapters against an emulator that is already up:
 *
 *   AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test \
 *     npm run unit -- --config jest.emulator.config.mjs
 *
 * Every test makes its own tables, buckets and topics, and drops them.
 */
export default {
  ...preset,
  testMatch: ['<rootDir>/packages/{aws-adapters,playbooks}/test/emulator/*.emulator.ts'],
  maxWorkers: 2,
};
