/** A condition over the names of selections, with `1 of` and `all of` already spelt out. */
export type Condition =
  | { readonly kind: 'selection'; readonly name: string }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition };

const maxTokens = 500;
const maxDepth = 32;

const tokensOf = (text: string): readonly string[] => {
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  if (tokens.length === 0) throw new RangeError('the condition is empty');
  if (tokens.length > maxTokens) throw new RangeError(`a condition has at most ${maxTokens} words`);
  return tokens;
};

/** Names that a pattern such as `filter_*` means; `them` means all but those that begin with `_`. */
const namesLike = (pattern: string, names: readonly string[]): readonly string[] => {
  if (pattern.toLowerCase() === 'them') return names.filter((name) => !name.startsWith('_'));
  if (!/^[\w*-]+$/.test(pattern)) throw new RangeError(`${pattern} is no name or pattern of selections`);
  const pieces = pattern.split('*').map((piece) => piece.replace(/-/g, '\\-'));
  const expression = new RegExp(`^${pieces.join('[^]*')}$`);
  return names.filter((name) => expression.test(name));
};

/**
 * Parses `and`, `or`, `not`, parentheses, `1 of x*`, `any of x*`, `all of x*`, `1 of them`, `all of them`. `not` binds
 * tightest, then `and`, then `or`.
 *
 * @param names  names of the selections there are
 * @throws RangeError saying what is wrong
 */
export const parseCondition = (text: string, names: readonly string[]): Condition => {
  const tokens = tokensOf(text);
  let at = 0;
  const word = (): string => tokens[at]?.toLowerCase() ?? '';

  const quantified = (): Condition => {
    const kind = word() === 'all' ? 'and' : 'or';
    const pattern = tokens[at + 2];
    if (pattern === undefined) throw new RangeError('"of" needs a name, a pattern or "them" behind it');
    at += 3;
    const found = namesLike(pattern, names);
    if (found.length === 0) throw new RangeError(`no selection is named like ${pattern}`);
    return { kind, parts: found.map((name) => ({ kind: 'selection', name })) };
  };

  const primary = (depth: number): Condition => {
    if (depth > maxDepth) throw new RangeError(`a condition nests at most ${maxDepth} deep`);
    const token = tokens[at];
    if (token === undefined) throw new RangeError('the condition ends too early');
    if (word() === 'not') {
      at += 1;
      return { kind: 'not', part: primary(depth + 1) };
    }
    if (token === '(') {
      at += 1;
      const inside = either(depth + 1);
      if (tokens[at] !== ')') throw new RangeError('a parenthesis is not closed');
      at += 1;
      return inside;
    }
    if (['1', 'any', 'all'].includes(word()) && tokens[at + 1]?.toLowerCase() === 'of') return quantified();
    if (!names.includes(token)) throw new RangeError(`there is no selection named ${token}`);
    at += 1;
    return { kind: 'selection', name: token };
  };

  const chain = (kind: 'and' | 'or', next: (depth: number) => Condition, depth: number): Condition => {
    const parts = [next(depth)];
    while (word() === kind) {
      at += 1;
      parts.push(next(depth));
    }
    const [only] = parts;
    return only !== undefined && parts.length === 1 ? only : { kind, parts };
  };
  const both = (depth: number): Condition => chain('and', primary, depth);
  const either = (depth: number): Condition => chain('or', both, depth);

  const condition = either(0);
  if (at < tokens.length) throw new RangeError(`${tokens[at] ?? ''} was not expected here`);
  return condition;
};
