/** One part of the core whose tests are themselves tested: what is mutated, and the tests that must notice. */
export interface MutationArea {
  readonly name: string;
  /** Files that are mutated: globs, relative to the repository. */
  readonly mutate: readonly string[];
  /** Test files, and folders of them, that run against each mutant: those that are written for this code, and few, because each mutant costs all of them. */
  readonly tests: readonly string[];
}

const score = 'packages/log-model/src/score';
const scoreTests = 'packages/log-model/test/score';

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
    name: 'decide',
    mutate: ['packages/log-model/src/decide/**/*.ts'],
    tests: ['packages/log-model/test/decide', 'packages/pipeline/test/commit/continuity.test.ts'],
  },
  {
    name: 'commit',
    mutate: ['packages/pipeline/src/commit/**/*.ts'],
    tests: ['packages/pipeline/test/commit', 'packages/pipeline/test/session/ingest.test.ts'],
  },
];

/** @throws RangeError for an unknown name */
export const mutationArea = (name: string): MutationArea => {
  const found = mutationAreas.find((area) => area.name === name);
  if (found === undefined) throw new RangeError(`No area is called ${name}.`);
  return found;
};
