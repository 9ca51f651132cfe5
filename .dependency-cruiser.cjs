/** The import table of ARCHITECTURE.md. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `What ${from} may import of ours.`,
  from: { path: `^${from}/src` },
  to: { path: '^(packages|functions)/', pathNot: `^(${[from, ...allowed].join('|')})/` },
});
const p = (...names) => names.map((name) => `packages/${name}`);

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: 'node_modules' },
      to: { circular: true, circular: true },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('log-model-is-the-bottom', 'packages/log-model', []),
    only('ports-know-the-model', 'packages/ports', p('log-model')),
    only('env-knows-nothing', 'packages/env', []),
    only('aws-adapters-implement-ports', 'packages/aws-adapters', p('ports', 'log-model')),
    only('local-adapters-implement-ports', 'packages/local-adapters', p('ports', 'log-model', 'lake')),
    only('lake-knows-the-model', 'packages/lake', p('log-model')),
    only('lambda-kit-knows-env', 'packages/lambda-kit', p('env')),
    only('detections-are-content', 'packages/detections', p('log-model')),
    only('pipeline-orders-effects', 'packages/pipeline', p('log-model', 'ports', 'lake')),
    only('alerts-use-ports', 'packages/alerts', p('log-model', 'ports')),
    only('playbooks-use-ports', 'packages/playbooks', p('log-model', 'ports')),
    only('outputs-use-ports', 'packages/outputs', p('log-model', 'ports')),
    only('settings-read-documents', 'packages/settings', p('log-model', 'ports')),
    only('report-is-pure', 'packages/report', p('log-model', 'ports')),
    only('simulator-stands-alone', 'packages/simulator', []),
    only(
      'cli-composes',
      'packages/cli',
      p(
        'log-model',
        'ports',
        'pipeline',
        'lake',
        'report',
        'settings',
        'local-adapters',
        'aws-adapters',
        'detections',
        'simulator',
      ),
    ),
    {
      name: 'functions-compose-packages',
      severity: 'error',
      comment: 'A function imports packages, never another function, the local adapters or the testkit.',
      from: { path: '^functions/([^/]+)/src' },
      to: { path: '^(functions/|packages/(local-adapters|testkit|cli|simulator)/)', pathNot: '^functions/$1/' },
    },
    {
      name: 'cores-know-no-adapters',
      severity: 'error',
      comment: 'Only handler.ts, the composition root, knows which adapter stands behind a port.',
      from: { path: '^functions/[^/]+/src', pathNot: '/handler\\.ts$' },
      to: { path: '^packages/aws-adapters/' },
    },
    {
      name: 'aws-sdk-in-aws-adapters-only',
      severity: 'error',
      from: { path: '^(packages|functions)/[^/]+/src', pathNot: '^packages/aws-adapters/' },
      to: { path: 'node_modules/@(aws-sdk|smithy)/' },
    },
    {
      name: 'duckdb-in-local-adapters-only',
      severity: 'error',
      from: { path: '^(packages|functions)/[^/]+/src', pathNot: '^packages/local-adapters/' },
      to: { path: 'node_modules/@duckdb/' },
    },
    {
      name: 'the-core-is-pure',
      severity: 'error',
      comment:
        'No files, network, process or clock in the core; zlib in one file of the model and two of the pipeline.',
      from: {
        path: '^packages/(log-model|ports|detections|pipeline|playbooks|report|settings|simulator|lake|alerts)/src',
        pathNot:
          '^packages/(log-model/src/read/decompress|pipeline/src/(commit/archive-objects|source/gunzip-stream)|lake/src/payload-members)\\.ts$',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'testkit-is-for-tests',
      severity: 'error',
      from: { path: '^(packages|functions)/[^/]+/src', pathNot: '^packages/testkit/' },
      to: { path: '^packages/testkit/' },
    },
    {
      name: 'cli-loads-aws-late',
      severity: 'error',
      comment: 'The laptop loads the AWS SDK only when something on AWS is named.',
      from: {
        path: '^packages/cli/src',
        pathNot: '^packages/cli/src/(choose-narrator|replay/open-aws|findings/open-findings)\\.ts$',
      },
      to: { path: '^packages/aws-adapters/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.turbo)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
