/** One part of the core whose tests are themselves tested: what is mutated, and the tests that must notice. */
export interface MutationArea {
  readonly name: string;
  /** Files that are mutated: globs, relative to the repository. */
  readonly mutate: readonly string[];
  /** Test files, and folders of them, that run against each mutant: those that are written for this code, and few, the quick ones first: a mutant costs all that run before it fails. */
  readonly tests: readonly string[];
}

const score = 'packages/log-model/src/score';
const scoreTests = 'packages/log-model/test/score';
const decide = 'packages/log-model/src/decide';
const decideTests = 'packages/log-model/test/decide';
const commit = 'packages/pipeline/src/commit';
const commitTests = 'packages/pipeline/test/commit';

export const mutationAreas: readonly MutationArea[] = [
  { name: 'surprise', mutate: [`${score}/anscombe.ts`], tests: [`${scoreTests}/anscombe.test.ts`] },
  { name: 'novelty', mutate: [`${score}/novelty.ts`], tests: [`${scoreTests}/novelty.test.ts`] },
  { name: 'volume', mutate: [`${score}/volume.ts`], tests: [`${scoreTests}/volume.test.ts`] },
  {
    name: 'thresholds',
    mutate: [`${score}/thresholds.ts`, `${score}/threshold-rule.ts`, `${score}/compile-glob.ts`],
    tests: [`${scoreTests}/thresholds.test.ts`, `${scoreTests}/compile-glob.test.ts`],
  },
  {
    name: 'windows',
    mutate: ['packages/pipeline/src/score/**/*.ts'],
    tests: ['packages/pipeline/test/score', 'functions/score-windows/test'],
  },
  {
    name: 'gather',
    mutate: [`${decide}/candidate.ts`, `${decide}/should-notify.ts`],
    tests: ['should-notify', 'candidates-at-borders', 'decide', 'precedent', 'volume-finding', 'candidate'].map(
      (name) => `${decideTests}/${name}.test.ts`,
    ),
  },
  {
    name: 'decide',
    mutate: [`${decide}/decide.ts`],
    tests: ['decide', 'precedent', 'volume-finding', 'candidate'].map((name) => `${decideTests}/${name}.test.ts`),
  },
  {
    name: 'continuity',
    mutate: [`${decide}/continuity.ts`],
    tests: [`${decideTests}/continuity.test.ts`],
  },
  {
    name: 'admission',
    mutate: [
      `${decide}/admission.ts`,
      `${decide}/admission-text.ts`,
      `${decide}/finding-limits.ts`,
      `${decide}/more-findings.ts`,
    ],
    tests: [`${decideTests}/admission.test.ts`],
  },
  {
    name: 'candidates',
    mutate: ['admit-findings', 'raise-candidates', 'raised-findings'].map((name) => `${commit}/${name}.ts`),
    tests: ['listed-findings', 'raise-candidates', 'continuity'].map((name) => `${commitTests}/${name}.test.ts`),
  },
  {
    name: 'findings',
    mutate: ['alert-of', 'raise-finding', 'undeclared-sources'].map((name) => `${commit}/${name}.ts`),
    tests: ['raise-finding', 'undeclared-sources'].map((name) => `${commitTests}/${name}.test.ts`),
  },
  {
    name: 'commit',
    mutate: ['changed-templates', 'commit-batch', 'decision-facts', 'late-windows'].map(
      (name) => `${commit}/${name}.ts`,
    ),
    tests: ['late-windows', 'changed-templates', 'commit-batch', 'continuity', 'count-once'].map(
      (name) => `${commitTests}/${name}.test.ts`,
    ),
  },
  {
    name: 'archive',
    mutate: ['archive-objects', 'archive-policy', 'ordering-keys'].map((name) => `${commit}/${name}.ts`),
    tests: [`${commitTests}/archive-objects.test.ts`, `${commitTests}/ordering-keys.test.ts`],
  },
];

/** @throws RangeError for an unknown name */
export const mutationArea = (name: string): MutationArea => {
  const found = mutationAreas.find((area) => area.name === name);
  if (found === undefined) throw new RangeError(`No area is called ${name}.`);
  return found;
};
