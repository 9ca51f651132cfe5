import preset from './packages/config/jest-preset.mjs';

export default {
  ...preset,
  testMatch: ['<rootDir>/{packages,functions}/*/test/**/*.test.ts', '<rootDir>/{state-machines,scripts}/**/*.test.ts'],
};
