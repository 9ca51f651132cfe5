import { parseCondition } from '../condition.ts';
import type { RecordDocument } from '../field.ts';
import type { EventTest, Matcher } from '../matcher.ts';
import { anyOf, compileCondition, partOfMatchers, type Part } from '../part.ts';
import { UnsupportedConstruct } from '../rule-content-error.ts';
import type { SelectionBlock, SelectionValue } from '../rule.ts';
import { elementDocument, elementFields, type SigmaFields } from './sigma-field.ts';

export type CompileLine = (key: string, values: SelectionValue, fields: SigmaFields, depth: number) => Matcher;

const maxDepth = 8;
const maxElements = 10_000;

/** A path with the first selector of an array in it: `connections[any].ip` is `connections`, `any`, `.ip`. */
export interface ArraySelector {
  readonly head: string;
  readonly selector: string;
  readonly tail: string;
}

/** @returns undefined for a path without one; `\[` is a bracket of the field's own name */
export const arraySelectorIn = (path: string): ArraySelector | undefined => {
  const found = /^((?:\\.|[^[\\])*)(?<!\\)\[([^\]]*)\](.*)$/s.exec(path);
  if (found === null) return undefined;
  const [, head = '', selector = '', tail = ''] = found;
  return { head, selector, tail };
};

export const isBlock = (values: SelectionValue): values is SelectionBlock =>
  typeof values === 'object' && values !== null && !Array.isArray(values);

type Quantify = (elements: readonly unknown[], isMet: (element: unknown) => boolean) => boolean;

const quantifiers: Readonly<Record<string, Quantify>> = {
  '': (elements, isMet) => elements.some(isMet),
  any: (elements, isMet) => elements.some(isMet),
  all: (elements, isMet) => elements.length > 0 && elements.every(isMet),
  all_or_empty: (elements, isMet) => elements.every(isMet),
  none: (elements, isMet) => !elements.some(isMet),
};

const quantifierOf = (selector: string): Quantify => {
  if (/^\d{1,4}$/.test(selector)) {
    const index = Number(selector);
    return (elements, isMet) => index < elements.length && isMet(elements[index]);
  }
  const found = Object.hasOwn(quantifiers, selector) ? quantifiers[selector] : undefined;
  if (found === undefined) throw new UnsupportedConstruct(`the array selector [${selector.slice(0, 40)}]`);
  return found;
};

const compileMaps = (values: SelectionValue, compileLine: CompileLine, depth: number): Part => {
  const maps = Array.isArray(values) ? values : [values];
  if (maps.length === 0 || !maps.every(isBlock))
    throw new RangeError('a selection of a block is lines or a list of them');
  return anyOf(maps.map((map) => partOfMatchers(linesOf(map, compileLine, depth))));
};

const linesOf = (block: SelectionBlock, compileLine: CompileLine, depth: number): readonly Matcher[] => {
  const lines = Object.entries(block);
  if (lines.length === 0) throw new RangeError('a block needs at least one field');
  return lines.map(([key, values]) => compileLine(key, values, elementFields, depth));
};

/** Lines that must all be true of an element, or selections with a condition over them. */
const compileBody = (block: SelectionBlock, compileLine: CompileLine, depth: number): Part => {
  const condition = Object.hasOwn(block, 'condition') ? block['condition'] : undefined;
  const rest = Object.entries(block).filter(([name]) => name !== 'condition');
  const hasSelections = rest.some(([name, values]) => isBlock(values) && !name.includes('['));
  if (typeof condition !== 'string' || !hasSelections) return partOfMatchers(linesOf(block, compileLine, depth));
  const parts = new Map(rest.map(([name, values]) => [name, compileMaps(values, compileLine, depth)]));
  return compileCondition(parseCondition(condition, [...parts.keys()]), parts);
};

/**
 * Compiles a line about the elements of an array (SEP 212). What is not an array is an array of one; what is absent, and elements
 * that are null, are none.
 *
 * @param modifiers  those of the key, with their bars
 */
export const compileArrayBlock = (
  { head, selector, tail }: ArraySelector,
  modifiers: string,
  values: SelectionValue,
  compileLine: CompileLine,
  fields: SigmaFields,
  depth: number,
): Matcher => {
  if (depth >= maxDepth) throw new RangeError(`blocks nest at most ${maxDepth} deep`);
  if (tail !== '' && !/^[.[]/.test(tail)) throw new RangeError('only a dot may follow ] in a field');
  if (head === '') throw new RangeError('a field is missing before [');
  const quantify = quantifierOf(selector);
  const path = head.replace(/\\([[\]])/g, '$1');
  const read = fields.read(path);
  const isBody = tail === '' && isBlock(values);
  if (isBody && modifiers !== '') throw new RangeError('a block of lines takes no modifiers');
  const inner = tail === '' ? '.' : tail.startsWith('.') ? tail.slice(1) : `.${tail}`;
  const body = isBody
    ? compileBody(values, compileLine, depth + 1)
    : partOfMatchers([compileLine(inner + modifiers, values, elementFields, depth + 1)]);
  const test: EventTest = (event, document) => {
    const elements: unknown[] = [];
    read(event, document, (element) => {
      elements.push(element);
      return elements.length === maxElements;
    });
    const bare = { ...event, attributes: {} };
    return quantify(elements, (element) => body.test(bare, elementDocument(element) satisfies RecordDocument));
  };
  // What the elements contain is not known before there is a record.
  return {
    field: path,
    test,
    judge: () => undefined,
    cost: 3,
    needsValue: !['none', 'all_or_empty'].includes(selector),
  };
};
