import { ownRules } from '@bellwether/detections';
import { compileRules, type CompiledRules, type DetectionRule, type RuleDialect } from '@bellwether/log-model';
import type { LeftOut, RuleDocument, SigmaCollection } from '@bellwether/log-model/sigma';
import { readRuleFolder } from './read-rule-folder.ts';

/** Rules of Sigma in a folder, ready to run. */
export interface LoadedRules extends SigmaCollection {
  readonly documents: readonly RuleDocument[];
  readonly dialect: RuleDialect;
}

/**
 * Loads the rules of a folder. The engine of Sigma and the parser of YAML are loaded with the first folder.
 *
 * @throws RangeError when there is no such folder
 */
export const loadRules = async (folder: string): Promise<LoadedRules> => {
  const { loadSigma, readSigmaCollection } = await import('@bellwether/log-model/sigma');
  const { documents, unread } = await readRuleFolder(folder);
  const dialect = await loadSigma();
  const collection = readSigmaCollection(documents, dialect);
  return { ...collection, leftOut: [...unread, ...collection.leftOut], documents, dialect };
};

/** Rules of our own, and beside them those of a folder. */
export const compileWith = (loaded: LoadedRules | undefined): CompiledRules =>
  loaded === undefined
    ? compileRules(ownRules)
    : compileRules([...ownRules, ...loaded.rules.map(({ read }) => read)], { sigma: loaded.dialect });

/** Every rule that is known: our own, and those of the folder if one is named. */
export const rulesOf = (loaded: LoadedRules | undefined): readonly DetectionRule[] => [
  ...ownRules,
  ...(loaded?.rules ?? []).map(({ read }) => read),
];

/** What is left out by reason, the most frequent first. */
export const byReason = (
  leftOut: readonly LeftOut[],
): readonly { readonly reason: string; readonly count: number; readonly examples: readonly LeftOut[] }[] =>
  [...new Set(leftOut.map(({ reason }) => reason))]
    .map((reason) => [reason, leftOut.filter((one) => one.reason === reason)] as const)
    .map(([reason, all]) => ({ reason, count: all.length, examples: all.slice(0, 3) }))
    .toSorted((left, right) => right.count - left.count || (left.reason < right.reason ? -1 : 1));
