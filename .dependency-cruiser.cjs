/** The import table of ARCHITECTURE.md. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `What ${from} may import of ours.`,
  from: { path: `^${from}/src` },
  to: { path: '^(packages|functions)/', pathNot: `^(${[from, ...allowed].join('|')})/` },
});
const core = ['log-events', 'log-readers', 'template-miner', 'detection-engine', 'redaction'];
const p = (...names) => names.map((name) => `packages/${name}`);

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: 'node_modules' },
      to: { circular: true },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('log-events-is-the-bottom', 'packages/log-events', []),
    only('log-readers-know-events', 'packages/log-readers', p('log-events')),
    only('template-miner-knows-events', 'packages/template-miner', p('log-events')),
    only('anomaly-models-know-nothing', 'packages/anomaly-models', []),
    only('detection-engine-knows-events', 'packages/detection-engine', p('log-events')),
    only('redaction-knows-events', 'packages/redaction', p('log-events')),
    only('log-model-is-the-door', 'packages/log-model', p(...core)),
    only('known-lines-serve-the-pipeline', 'packages/known-lines', p('log-model', 'pipeline', ...core)),
    {
      name: 'known-lines-can-be-deleted',
      severity: 'error',
      comment: 'The fast path is one argument, which composition roots give: nothing else knows it.',
      from: {
        path: '^(packages|functions)/[^/]+/src',
        pathNot:
          '^(packages/known-lines/|functions/[^/]+/src/handler\\.ts$|packages/cli/src/(analyze/analyze|replay/send-local)\\.ts$)',
      },
      to: { path: '^packages/known-lines/' },
    },
    {
      name: 'rooms-are-entered-by-the-door',
      severity: 'error',
      comment: 'Consumers import the packages of the core through log-model.',
      from: {
        path: '^(packages|functions)/[^/]+/src',
        pathNot: `^packages/(log-model|known-lines|${core.join('|')})/`,
      },
      to: { path: `^packages/(${core.join('|')})/` },
    },
    {
      name: 'fast-path-entry-for-known-lines',
      severity: 'error',
      from: { path: '^(packages|functions)/[^/]+/src', pathNot: '^packages/(known-lines|log-readers)/' },
      to: { path: '^packages/log-readers/src/fast-path\\.ts$' },
    },
    only('ports-know-the-model', 'packages/ports', p('log-model')),
    only('env-knows-nothing', 'packages/env', []),
    only('queries-use-ports', 'packages/queries', p('log-model', 'ports')),
    only('aws-adapters-implement-ports', 'packages/aws-adapters', p('ports', 'log-model', 'queries')),
    only('local-adapters-implement-ports', 'packages/local-adapters', p('ports', 'log-model', 'lake', 'queries')),
    only('lake-knows-the-model', 'packages/lake', p('log-model')),
    only('lambda-kit-stands-alone', 'packages/lambda-kit', []),
    only('detections-are-content', 'packages/detections', p('log-model')),
    only('pipeline-orders-effects', 'packages/pipeline', p('log-model', 'ports', 'lake')),
    only('alerts-use-ports', 'packages/alerts', p('log-model', 'ports', 'queries')),
    only('playbooks-use-ports', 'packages/playbooks', p('log-model', 'ports', 'aws-adapters')),
    {
      name: 'playbooks-reach-aws-in-one-file',
      severity: 'error',
      comment: 'A playbook knows AWS in its aws.ts alone, and the package in the subpath that loads those.',
      from: {
        path: '^packages/playbooks/src/',
        pathNot: '^packages/playbooks/src/(playbooks/[^/]+/aws|registry/aws)\\.ts$',
      },
      to: {
        path: '^packages/(aws-adapters/|playbooks/src/(playbooks/[^/]+|registry)/aws\\.ts$)',
        dependencyTypesNot: ['dynamic-import'],
      },
    },
    {
      name: 'playbooks-know-no-other',
      severity: 'error',
      comment: 'A playbook is one folder: it imports no other playbook and nothing of the registry.',
      from: { path: '^packages/playbooks/src/playbooks/([^/]+)/' },
      to: { path: '^packages/playbooks/src/(playbooks|registry)/', pathNot: '^packages/playbooks/src/playbooks/$1/' },
    },
    {
      name: 'playbooks-are-loaded-late',
      severity: 'error',
      comment:
        'What starts a function holds of each playbook what it is for; steps, adapters and clients come when they are needed.',
      from: { path: '^packages/playbooks/src/', pathNot: '^packages/playbooks/src/playbooks/' },
      to: {
        path: '^packages/playbooks/src/playbooks/[^/]+/(steps|aws)\\.ts$',
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },
    {
      name: 'playbooks-deploy-outside-of-code',
      severity: 'error',
      comment:
        'Accounts in memory, scenarios and the input of Terraform are for tests and generators, not for functions.',
      from: { path: '^functions/[^/]+/src' },
      to: { path: '^packages/playbooks/src/registry/(memory|scenarios|deployments)\\.ts$' },
    },
    only('outputs-use-ports', 'packages/outputs', p('log-model', 'ports')),
    only('settings-read-documents', 'packages/settings', p('log-model', 'ports')),
    only('report-is-pure', 'packages/report', p('log-model', 'ports', 'queries')),
    only('analysis-is-pure', 'packages/analysis', p('log-model', 'ports', 'queries', 'report')),
    only('simulator-stands-alone', 'packages/simulator', []),
    only(
      'cli-composes',
      'packages/cli',
      p(
        'log-model',
        'anomaly-models',
        'ports',
        'pipeline',
        'known-lines',
        'lake',
        'queries',
        'report',
        'analysis',
        'settings',
        'local-adapters',
        'aws-adapters',
        'alerts',
        'outputs',
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
      to: { path: '^packages/(aws-adapters/|playbooks/src/registry/aws\\.ts$)' },
    },
    {
      name: 'aws-sdk-in-adapters-only',
      severity: 'error',
      comment: 'The AWS adapters, and the aws.ts of each playbook, are the only production code that knows the SDK.',
      from: {
        path: '^(packages|functions)/[^/]+/src',
        pathNot: '^packages/(aws-adapters/|playbooks/src/playbooks/[^/]+/aws\\.ts$)',
      },
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
        'No files, network, process or clock in the core; zlib in one file of the readers and two of the pipeline, crypto in one each: `identify`, the checksum of KPL aggregates and the digest of a plan; lists of networks in a file of the playbooks and one of the rules.',
      from: {
        path: `^packages/(${core.join('|')}|log-model|known-lines|ports|detections|pipeline|playbooks|report|analysis|settings|simulator|lake|alerts|queries)/src`,
        pathNot:
          '^packages/(log-events/src/identify|log-readers/src/framing/decompress|detection-engine/src/cidr|pipeline/src/(commit/archive-objects|source/gunzip-stream|source/kpl/md5)|lake/src/payload-members|playbooks/src/(private-address|plan-digest))\\.ts$',
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
        pathNot:
          '^packages/cli/src/(choose-narrator|replay/open-aws|findings/open-findings|remediation/open-(deciding|runs)|doctor/open-deployment|tail/open-log-groups)\\.ts$',
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
