import preset from './packages/config/jest-preset.mjs';

export default {
  ...preset,
  // Jest leaves one core idle, which on two cores is half of them.
  maxWorkers: '100%',
  testMatch: ['<rootDir>/{packages,functions}/*/test/**/*.test.ts', '<rootDir>/{state-machines,scripts}/**/*.test.ts'],
};
