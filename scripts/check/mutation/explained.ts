/** A mutant that no test can or should notice, with the reason. */
export interface ExplainedMutant {
  readonly file: string;
  /** The mutated text of the source, as written. */
  readonly original: string;
  readonly replacement: string;
  readonly reason: string;
}

/** Mutants of one file that survive for one reason, each as original and replacement. */
const inFile = (
  file: string,
  reason: string,
  ...mutants: readonly (readonly [original: string, replacement: string])[]
): readonly ExplainedMutant[] => mutants.map(([original, replacement]) => ({ file, original, replacement, reason }));

const thresholds = 'packages/log-model/src/score/thresholds.ts';
const windows = 'packages/pipeline/src/score/score-windows.ts';
const decide = 'packages/log-model/src/decide/decide.ts';
const admission = 'packages/log-model/src/decide/admission.ts';
const commit = 'packages/pipeline/src/commit';
const raiseCandidates = `${commit}/raise-candidates.ts`;
const candidate = 'packages/log-model/src/decide/candidate.ts';

/** Survivors that are accepted. Whoever changes the line looks at its mutants again: the text no longer matches. */
export const explainedMutants: readonly ExplainedMutant[] = [
  ...inFile(thresholds, 'A rule asks for one window or more, so there is a newest one.', [
    '{ events: 0, errors: 0 }',
    '{}',
  ]),
  ...inFile('packages/log-model/src/score/compile-glob.ts', 'Patterns of any place but three equal the whole text.', [
    `'equals'`,
    '""',
  ]),
  ...inFile(
    windows,
    'Detectors over windows have counted for themselves, so the facts are never asked for.',
    ['{\n  counts: async () => [],\n  finding: async () => undefined,\n  templates: async () => [],\n}', '{}'],
    ['async () => []', '() => undefined'],
    ['[]', '["Stryker was here"]'],
  ),
  ...inFile(
    windows,
    'Detectors look rows up by their time and bound how far they look back: more rows cost time and change nothing.',
    [
      `{
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle]?.windowStartMs ?? timeMs) < timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }`,
      '{}',
    ],
    ['rows.slice(firstAtLeast(fromMs), firstAtLeast(toMs))', 'rows'],
  ),
  ...inFile(windows, 'The middle lies between two ends of the rows, so there is a row.', [
    'rows[middle]?.windowStartMs',
    'rows[middle].windowStartMs',
  ]),
  ...inFile(windows, 'A candidate whose detector has counted for itself is always a finding.', [
    'decision === undefined',
    'false',
  ]),
  ...inFile(admission, 'No two findings have one id.', ['left.id < right.id', 'left.id <= right.id']),
  ...inFile(admission, 'Both lists are of one length, so there is another one.', ['other?.id', 'other.id']),
  ...inFile(`${commit}/admit-findings.ts`, 'The wording of an error.', [
    `'The admissions were changed by others again and again.'`,
    '""',
  ]),
  ...inFile(
    `${commit}/archive-objects.ts`,
    'Neighbours mostly share their partition: it is looked up less often, never another one.',
    ['last?.dataset !== dataset || last.hourMs !== hourMs', 'true'],
  ),
  ...inFile(`${commit}/archive-objects.ts`, 'A key that is undefined is written as one that is absent.', [
    'orderingKey === undefined',
    'false',
  ]),
  ...inFile(`${commit}/changed-templates.ts`, 'A property that is undefined is compared as one that is absent.', [
    'mergedInto !== undefined',
    'true',
  ]),
  ...inFile(
    `${commit}/commit-batch.ts`,
    'Spares loading code that would find nothing to do.',
    ['found.length === 0', 'false'],
    ['!events.some(({ event }) => event.attributes[claimedDatasetAttribute] !== undefined)', 'false'],
    ['event.attributes[claimedDatasetAttribute] !== undefined', 'true'],
    ['[]', '["Stryker was here"]'],
    ['serviceIds.length > 0 || events.some(({ hasServiceId }) => hasServiceId === true)', 'true'],
    ['serviceIds.length > 0', 'serviceIds.length >= 0'],
    ['hasServiceId === true', 'true'],
  ),
  ...inFile(
    raiseCandidates,
    'A group is made with its first item.',
    ['first === undefined', 'false'],
    ['ofSource[0]?.finding', 'ofSource[0].finding'],
  ),
  ...inFile(candidate, 'A group is made with its first item.', ['!first', 'false'], ['[]', '["Stryker was here"]']),
  ...inFile(
    candidate,
    'A group is made with its first item, so every group gives a candidate.',
    [
      'inTime.map((group) => candidateOfGroup(group, keyOf)).filter((candidate) => candidate !== undefined)',
      'inTime.map(group => candidateOfGroup(group, keyOf))',
    ],
    ['candidate !== undefined', 'true'],
  ),
  ...inFile(candidate, 'A name that is remembered is the one that is made again.', ['known !== undefined', 'false']),
  ...inFile(decide, 'Asked only of a candidate with a threshold.', [
    'evidence.threshold?.distinctValue',
    'evidence.threshold.distinctValue',
  ]),
  ...inFile(decide, 'What comes before has the threshold that it was made with.', [
    'before.evidence.threshold?.count',
    'before.evidence.threshold.count',
  ]),
  ...inFile(decide, 'No text has the likeness undefined.', ['likeness !== undefined', 'true']),
  ...inFile(decide, 'Candidates of the one rule that is looked up elsewhere have counters.', [
    'candidate.counters !== undefined',
    'true',
  ]),
  ...inFile(decide, 'Rows say nothing about a candidate without counters.', ['[]', '["Stryker was here"]']),
];
