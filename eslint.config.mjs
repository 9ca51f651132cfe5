import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/.turbo/**',
      '**/.bellwether/**',
      '.demo/**',
      '.stryker-tmp/**',
      // Written in AssemblyScript, which has its own compiler.
      'packages/known-lines/assembly/**',
      '**/*.mjs',
      '**/*.cjs',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-console': 'error',
      'max-lines': ['error', { max: 300 }],
    },
  },
  {
    files: [
      'packages/{log-events,log-readers,template-miner,anomaly-models,detection-engine,redaction,known-lines,log-model,ports,detections,pipeline,playbooks,report,analysis,simulator,alerts,queries}/src/**',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'The core has no clock: take the time as an argument.',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'The core has no clock: take the time as an argument.',
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: 'The core has no chance: take a seed.',
        },
        {
          selector: "MemberExpression[object.name='process']",
          message: 'The core knows no process: take the value as an argument.',
        },
      ],
    },
  },
  {
    // Ids come from `identify` alone. Named here: the door that re-exports, the two places that only spread, the checksum of KPL aggregates, the digest of a plan, the
    // fingerprint of a file's first bytes, the emulated stream's own MD5.
    files: ['packages/*/src/**', 'functions/*/src/**'],
    ignores: [
      'packages/log-events/src/{identify,index}.ts',
      'packages/log-model/src/index.ts',
      'packages/aws-adapters/src/counts/row-keys.ts',
      'packages/aws-adapters/src/alert-groups/dynamo-alert-groups.ts',
      'packages/pipeline/src/source/kpl/md5.ts',
      'packages/playbooks/src/plan-digest.ts',
      'packages/local-adapters/src/content-mark.ts',
      'packages/testkit/src/stream/local-stream.ts',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            ...['node:crypto', 'crypto'].map((name) => ({
              name,
              importNames: ['createHash', 'hash', 'webcrypto', 'subtle'],
              message: 'An id comes from identify.',
            })),
            ...['@bellwether/log-model', '@bellwether/log-events'].map((name) => ({
              name,
              importNames: ['spreadHash'],
              message: 'spreadHash only spreads; an id comes from identify.',
            })),
          ],
          patterns: [{ group: ['**/spread-hash.ts'], message: 'spreadHash only spreads; an id comes from identify.' }],
        },
      ],
    },
  },
  { files: ['functions/*/src/handler.ts'], rules: { 'max-lines': ['error', { max: 50 }] } },
  { files: ['scripts/**', 'bench/**', 'packages/cli/src/**'], rules: { 'no-console': 'off' } },
);
