import type { TextTest } from './text-pattern.ts';

/** An unbounded quantifier costs a factor of the text's length; a counted one counts as unbounded from here on. */
const unboundedFrom = 64;
const maxWays = 5_000;
/** Characters searched, by the highest power of the text's length that the expression can cost. */
const searchedCharacters: readonly number[] = [65_536, 16_384, 4_096, 512];

interface Group {
  /** In how many ways its bounded parts can match: alternatives and counted repetitions multiplied. */
  ways: number;
  hasUnbounded: boolean;
}

interface Quantifier {
  readonly min: number;
  readonly max: number;
  readonly length: number;
}

const quantifierAt = (source: string, at: number): Quantifier | undefined => {
  const unit = source.charAt(at);
  const lazy = (length: number): number => (source.charAt(at + length) === '?' ? length + 1 : length);
  if (unit === '*') return { min: 0, max: Infinity, length: lazy(1) };
  if (unit === '+') return { min: 1, max: Infinity, length: lazy(1) };
  if (unit === '?') return { min: 0, max: 1, length: lazy(1) };
  const counted = unit === '{' ? /^\{(\d{1,5})(,)?(\d{1,5})?\}/.exec(source.slice(at, at + 16)) : null;
  if (counted === null) return undefined;
  const min = Number(counted[1]);
  const max = counted[2] === undefined ? min : counted[3] === undefined ? Infinity : Number(counted[3]);
  return { min, max, length: lazy(counted[0].length) };
};

/** Length of the atom at `at` that is not a group: an escape, a character class or one character. */
const atomLength = (source: string, at: number): number => {
  const unit = source.charAt(at);
  if (unit === '\\') return 2;
  if (unit !== '[') return 1;
  let end = at + 1;
  while (end < source.length && source.charAt(end) !== ']') end += source.charAt(end) === '\\' ? 2 : 1;
  return end + 1 - at;
};

/**
 * The highest power of the text's length that searching can cost.
 *
 * @throws RangeError on what can cost exponential time (a varying part inside a group that is itself repeated), on
 *   back references and on look-arounds
 */
const costPower = (source: string): number => {
  let power = source.startsWith('^') && !source.includes('|') ? 0 : 1;
  const groups: Group[] = [{ ways: 1, hasUnbounded: false }];
  for (let at = 0; at < source.length;) {
    const unit = source.charAt(at);
    let inner: Group = { ways: 1, hasUnbounded: false };
    if (unit === '(') {
      const opening = /^\((?:\?:|\?<[A-Za-z]\w*>)?/.exec(source.slice(at, at + 64))?.[0] ?? '(';
      if (source.charAt(at + opening.length) === '?') throw new RangeError('look-around is not allowed in |re');
      groups.push({ ways: 1, hasUnbounded: false });
      at += opening.length;
      continue;
    }
    if (unit === '|') {
      const group = groups.at(-1);
      if (group !== undefined) group.ways += 1;
      at += 1;
      continue;
    }
    if (unit === ')') {
      inner = groups.pop() ?? inner;
      at += 1;
    } else {
      if (unit === '\\' && /[1-9k]/.test(source.charAt(at + 1)))
        throw new RangeError('back references are not allowed in |re');
      at += atomLength(source, at);
    }
    const quantifier = quantifierAt(source, at) ?? { min: 1, max: 1, length: 0 };
    at += quantifier.length;
    const isUnbounded = quantifier.max >= unboundedFrom;
    if ((isUnbounded && inner.ways > 1) || (inner.hasUnbounded && quantifier.max > 1)) {
      throw new RangeError('nested quantifiers are not allowed in |re');
    }
    if (isUnbounded) power += 1;
    const outer = groups.at(-1);
    if (outer === undefined) continue;
    outer.hasUnbounded ||= isUnbounded || inner.hasUnbounded;
    if (!isUnbounded) outer.ways *= (quantifier.max - quantifier.min + 1) * inner.ways ** quantifier.max;
    if (outer.ways > maxWays) throw new RangeError('too many counted repetitions and alternatives');
  }
  return power;
};

/**
 * Compiles `|re` once, so that no text can make it run without end: nested quantifiers are refused, and the more
 * unbounded quantifiers stand in a row, the fewer characters from the text's beginning are searched.
 *
 * @param flags  some of `i`, `m`, `s`; case-sensitive without `i`, as in Sigma
 * @throws RangeError saying what is wrong with the expression
 */
export const regularExpression = (source: string, flags: string): TextTest => {
  const inline = /^\(\?([ims]{1,3})\)/.exec(source);
  if (inline !== null) return regularExpression(source.slice(inline[0].length), flags + (inline[1] ?? ''));
  // A search finds what `.*` at either end finds without it, and what `.+` finds with one `.`: only the time differs.
  const core = source
    .replace(/^(?:\.\*\??)+/, '')
    .replace(/^\.\+\??/, '.')
    .replace(/(?:(?<!\\)\.\*\??)+$/, '')
    .replace(/(?<!\\)\.\+\??$/, '.');
  if (core.length > 1_000) throw new RangeError('an expression has at most 1,000 characters');
  let compiled: RegExp;
  try {
    compiled = new RegExp(core, [...new Set(flags)].join(''));
  } catch {
    throw new RangeError('not a regular expression');
  }
  const limit = searchedCharacters[costPower(core)];
  if (limit === undefined) throw new RangeError('more than two unbounded quantifiers; use |contains|all or wildcards');
  return (text) => compiled.test(text.length > limit ? text.slice(0, limit) : text);
};
