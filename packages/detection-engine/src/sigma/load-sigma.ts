import type { RuleDialect } from '../dialect.ts';
import { lineCompiler } from './compile-line.ts';
import { linearExpressions } from './linear-expression.ts';

/**
 * Loads the dialect of Sigma 2.1.0, with its engine for regular expressions that run in linear time.
 *
 * @example
 * const rules = compileRules([readSigmaRule(parsed)], { sigma: await loadSigma() });
 */
export const loadSigma = async (): Promise<RuleDialect> => {
  const { RE2JS } = await import('re2js');
  const compileLine = lineCompiler(linearExpressions(RE2JS));
  return { compileLine: (key, values) => compileLine(key, values) };
};
