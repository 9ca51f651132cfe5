import type { Matcher } from './matcher.ts';
import type { SelectionValue } from './rule.ts';

/**
 * A language that the lines of a selection are written in. Rules of our own need none; those of Sigma are read by the dialect
 * that `loadSigma` gives, which is loaded only where such rules are.
 *
 * @example
 * const dialects: RuleDialects = { sigma: await loadSigma() };
 * compileRules([...ownRules, ...importedRules], dialects);
 */
export interface RuleDialect {
  /**
   * Compiles one line of a selection.
   *
   * @throws RangeError saying what is wrong with it; `UnsupportedConstruct` when it is right and cannot be expressed
   */
  readonly compileLine: (key: string, values: SelectionValue) => Matcher;
}

/**
 * Dialects by the name that rules call them.
 *
 * @example
 * const dialects: RuleDialects = { sigma: await loadSigma() };
 */
export type RuleDialects = Readonly<Partial<Record<'sigma', RuleDialect>>>;
