import { fieldReader, textOf } from '../field.ts';
import { judgeWhenKnown, type EventTest, type Matcher } from '../matcher.ts';
import type { Modifiers } from './modifiers.ts';
import { compareNumbers, numberIn } from './numbers.ts';
import type { SigmaFields } from './sigma-field.ts';

const compareTexts = {
  equals: (value: string, other: string) => value === other,
  contains: (value: string, other: string) => value.includes(other),
  startswith: (value: string, other: string) => value.startsWith(other),
  endswith: (value: string, other: string) => value.endsWith(other),
} as const;

/** Compiles `|fieldref`: a member of the field is compared with a member of another. An absent field equals nothing. */
export const compileReference = (
  field: string,
  names: readonly string[],
  { anchor, comparison, has }: Modifiers,
  fields: SigmaFields,
): Matcher => {
  const fold = has('cased') ? (text: string): string => text : (text: string): string => text.toLowerCase();
  const isMet = (value: unknown, other: unknown): boolean => {
    if (typeof value === 'object' || typeof other === 'object') return false;
    if (comparison === undefined) return compareTexts[anchor](fold(textOf(value)), fold(textOf(other)));
    const [number, bound] = [numberIn(value), numberIn(other)];
    return number !== undefined && bound !== undefined && compareNumbers(comparison, number, bound);
  };
  const read = fields.read(field);
  const tests = names.map((name): EventTest => {
    fieldReader(name);
    const readOther = fields.read(name);
    return (event, document) =>
      readOther(event, document, (other) => read(event, document, (value) => isMet(value, other)));
  });
  const test: EventTest = (event, document) =>
    has('all') ? tests.every((one) => one(event, document)) : tests.some((one) => one(event, document));
  return { field, test, judge: judgeWhenKnown(test, [field, ...names]), cost: 2, needsValue: true };
};
