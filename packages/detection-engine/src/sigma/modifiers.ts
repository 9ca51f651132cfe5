import { UnsupportedConstruct } from '../rule-content-error.ts';

const anchors = ['contains', 'startswith', 'endswith'] as const;
const encodings = ['base64', 'base64offset', 'utf16', 'utf16le', 'utf16be', 'wide', 'windash'] as const;
const comparisons = ['lt', 'lte', 'gt', 'gte'] as const;
const timeParts = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
const expressionFlags = ['i', 'm', 's'] as const;
const others = ['all', 'cased', 'neq', 're', 'cidr', 'exists', 'fieldref'] as const;

export type Encoding = (typeof encodings)[number];
export type Comparison = (typeof comparisons)[number];
export type TimePart = (typeof timeParts)[number];

/** The modifiers of one line, in order where order matters. */
export interface Modifiers {
  readonly anchor: 'equals' | (typeof anchors)[number];
  readonly encodings: readonly Encoding[];
  readonly comparison?: Comparison;
  readonly timePart?: TimePart;
  /** Some of `i`, `m`, `s`. */
  readonly expressionFlags: string;
  readonly has: (name: (typeof others)[number]) => boolean;
}

const known: ReadonlySet<string> = new Set<string>([
  ...anchors,
  ...encodings,
  ...comparisons,
  ...timeParts,
  ...expressionFlags,
  ...others,
]);

const pick = <T extends string>(names: readonly string[], of: readonly T[]): readonly T[] =>
  names.filter((name): name is T => (of as readonly string[]).includes(name));

const single = <T>(found: readonly T[]): T | undefined => {
  if (found.length > 1) throw new RangeError(`|${found.join('|')} do not go together`);
  return found[0];
};

/** What compares a value otherwise than as text; each excludes the others. */
const kinds: readonly string[] = ['re', 'cidr', 'exists', 'fieldref', ...timeParts];

const checkCombination = (names: readonly string[]): void => {
  const kind = single(names.filter((name) => kinds.includes(name)));
  const text = names.filter((name) => (encodings as readonly string[]).includes(name));
  if (kind !== undefined && text.length > 0) throw new RangeError(`|${text.join('|')} and |${kind} do not go together`);
  const anchored = names.filter((name) => (anchors as readonly string[]).includes(name));
  if (anchored.length > 0 && kind !== undefined && kind !== 'fieldref')
    throw new RangeError(`|${anchored.join('|')} and |${kind} do not go together`);
  const isCompared = names.some((name) => (comparisons as readonly string[]).includes(name));
  if (
    isCompared &&
    (text.length > 0 || anchored.length > 0 || names.includes('all') || ['re', 'cidr', 'exists'].includes(kind ?? ''))
  )
    throw new RangeError('a comparison of numbers goes with |neq, |fieldref and parts of a time only');
  if (names.includes('neq') && names.includes('all')) throw new UnsupportedConstruct('|neq with |all');
  const isExpression = names.includes('re');
  if (!isExpression && names.some((name) => (expressionFlags as readonly string[]).includes(name)))
    throw new RangeError('|i, |m and |s follow |re');
  if (isExpression && names.includes('cased')) throw new RangeError('|re is cased unless |i follows it');
};

/**
 * Reads the modifiers of a line.
 *
 * @throws RangeError when two do not go together; UnsupportedConstruct for one that is not of Sigma 2.1.0
 */
export const readModifiers = (names: readonly string[]): Modifiers => {
  for (const name of names) {
    if (name === 'expand') throw new UnsupportedConstruct('a placeholder without its values (|expand)');
    if (!known.has(name)) throw new UnsupportedConstruct(`the modifier |${name.slice(0, 40)}`);
  }
  if (new Set(names).size < names.length) throw new RangeError('a modifier is given twice');
  checkCombination(names);
  const anchor = single(pick(names, anchors));
  const firstAnchor = names.findIndex((name) => name === anchor);
  const lastEncoding = names.findLastIndex((name) => (encodings as readonly string[]).includes(name));
  if (firstAnchor >= 0 && firstAnchor < lastEncoding)
    throw new UnsupportedConstruct(`|${names[lastEncoding] ?? ''} after |${anchor ?? ''}`);
  const comparison = single(pick(names, comparisons));
  const timePart = single(pick(names, timeParts));
  return {
    anchor: anchor ?? 'equals',
    encodings: pick(names, encodings),
    ...(comparison === undefined ? {} : { comparison }),
    ...(timePart === undefined ? {} : { timePart }),
    expressionFlags: pick(names, expressionFlags).join(''),
    has: (name) => names.includes(name),
  };
};
