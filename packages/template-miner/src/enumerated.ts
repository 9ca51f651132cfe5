import { numbered } from './generalise.ts';
import type { Shape } from './lists.ts';
import { isVariable } from './masks.ts';

/**
 * The values of one parameter of a template, while they are few: an enumerated parameter.
 *
 * Counts are those of the lines that the template was made of. A value that comes later counts once, with its first line: whether a further
 * line is looked at in full depends on what the fast path knows. So they say which values there are, and how often they were at first.
 *
 * @example
 * // Of "order 17 is now PAID", "... SENT" and others, whose template is "order <num> is now <*>":
 * const state: EnumeratedParameter = { parameter: 1, values: [['PAID', 41], ['SENT', 12], ['HELD', 1]] };
 */
export interface EnumeratedParameter {
  /** Number of the parameter in the template's text, from 0, as `extractParameters` gives them. */
  readonly parameter: number;
  /** The values with their counts, the most frequent first; 2 to `maxValues`. */
  readonly values: readonly (readonly [value: string, count: number])[];
}

/** Values of one position, by the position's number among the words. */
export type PositionValues = ReadonlyMap<number, ReadonlyMap<string, number>>;

/** A parameter with more values is not an enumeration; more than any position needs before it varies. */
export const maxValues = 24;
/** Enumerated parameters of one template. */
export const maxEnumerated = 4;

/** Words that are listed: names and states, also numbered ones (`web<num>`); a value without a name of its own is no state. */
const listed = /^(?!<)[\p{L}\p{N}_.@/+:$%*-]{1,60}(?:<num>[\p{L}\p{N}_.-]{0,20})?$/u;

const isListed = (word: string): boolean => listed.test(word);

/** Adds values to those of a position; undefined when they are too many, or one of them is no name. */
const withValues = (
  known: ReadonlyMap<string, number>,
  more: Iterable<readonly [string, number]>,
): ReadonlyMap<string, number> | undefined => {
  const values = new Map(known);
  for (const [value, count] of more) {
    if (!isListed(value)) return undefined;
    const name = values.has(value) ? value : values.has(numbered(value)) ? numbered(value) : value;
    const before = values.get(name);
    values.set(name, before === undefined ? Math.max(1, count) : before + count);
  }
  return values.size > maxValues ? undefined : values;
};

/** A template, or a message, which has no count of its own. */
export interface Counted extends Shape {
  /** Lines; 0 for a message: the value that it has counts once when it is new. */
  readonly count: number;
  readonly values?: PositionValues | undefined;
}

/** The values that a word stands for: itself, or those of a wildcard; undefined when they are not known. */
const valuesAt = (
  { words, count, values }: Counted,
  position: number,
): Iterable<readonly [string, number]> | undefined =>
  words[position] === '<*>' ? values?.get(position) : [[words[position] ?? '', count]];

const emptyValues: ReadonlyMap<string, number> = new Map();

/**
 * The values of a template's positions after it generalised.
 *
 * @param words  the template's words from now on, as many as before
 * @param seen  the message or template that it stands for from now on
 */
export const valuesAfter = (template: Counted, words: readonly string[], seen: Counted): PositionValues | undefined => {
  let after: Map<number, ReadonlyMap<string, number>> | undefined;
  for (let position = 0; position < words.length; position += 1) {
    if (words[position] !== '<*>') continue;
    const known = valuesAt(template, position);
    const more = valuesAt(seen, position);
    if (known === undefined || more === undefined) continue;
    const first =
      template.words[position] === '<*>' ? (known as ReadonlyMap<string, number>) : withValues(emptyValues, known);
    const values = first && withValues(first, more);
    if (values === undefined || (after?.size ?? 0) >= maxEnumerated) continue;
    after ??= new Map();
    after.set(position, values);
  }
  return after;
};

/** Enumerated parameters of a template, for who keeps or shows it; undefined when it has none. */
export const enumeratedOf = ({ words, values }: Counted): readonly EnumeratedParameter[] | undefined => {
  if (values === undefined) return undefined;
  const enumerated: EnumeratedParameter[] = [];
  let parameter = 0;
  for (const [position, word] of words.entries()) {
    if (!isVariable(word)) continue;
    const ofPosition = values.get(position);
    if (ofPosition !== undefined && ofPosition.size > 1)
      enumerated.push({ parameter, values: [...ofPosition].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)) });
    parameter += 1;
  }
  return enumerated.length === 0 ? undefined : enumerated;
};

/** The values of positions, as `enumeratedOf` gave them; what is beyond the bounds is left out. */
export const positionValuesOf = (
  { words }: Shape,
  enumerated: readonly EnumeratedParameter[] | undefined,
): PositionValues | undefined => {
  if (enumerated === undefined) return undefined;
  const positions = [...words.keys()].filter((position) => isVariable(words[position] ?? ''));
  const values = new Map<number, ReadonlyMap<string, number>>();
  for (const { parameter, values: listedValues } of enumerated.slice(0, maxEnumerated)) {
    const position = positions[parameter];
    if (position === undefined || words[position] !== '<*>') continue;
    const known = withValues(emptyValues, listedValues);
    if (known !== undefined) values.set(position, known);
  }
  return values.size === 0 ? undefined : values;
};

const isCounted = (item: unknown): item is readonly [string, number] =>
  Array.isArray(item) && item.length === 2 && typeof item[0] === 'string' && Number.isSafeInteger(item[1]);

/**
 * Reads stored enumerated parameters; undefined for a text that contains none, since they are worth less than the template.
 *
 * @param stored  JSON, as `JSON.stringify` writes `Template.enumerated`
 * @example
 * parseEnumerated('[{"parameter":1,"values":[["PAID",41],["SENT",12]]}]'); // [{ parameter: 1, values: [['PAID', 41], ['SENT', 12]] }]
 * parseEnumerated('not JSON'); // undefined
 */
export const parseEnumerated = (stored: string): readonly EnumeratedParameter[] | undefined => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(stored);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed)) return undefined;
  const enumerated = (parsed as readonly unknown[]).flatMap((item): readonly EnumeratedParameter[] => {
    const { parameter, values } = (item ?? {}) as { readonly parameter?: unknown; readonly values?: unknown };
    if (typeof parameter !== 'number' || !Array.isArray(values)) return [];
    const counted = values.slice(0, maxValues).filter(isCounted);
    return counted.length < 2 ? [] : [{ parameter, values: counted }];
  });
  return enumerated.length === 0 ? undefined : enumerated.slice(0, maxEnumerated);
};
