import { atLocation, RuleContentError } from '../rule-content-error.ts';
import type { MatchValue, Selection, SelectionBlock, SelectionValue } from '../rule.ts';
import { isFields, type Fields } from './fields.ts';
import { expandPlaceholders, type Placeholders } from './placeholders.ts';

const maxSelections = 500;
const maxDepth = 12;

const isMatchValue = (value: unknown): value is MatchValue =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** A value of a line: scalars, a list of them, or, as the body of an array block, maps of such values. */
const isSelectionValue = (value: unknown, depth: number): value is SelectionValue => {
  if (isMatchValue(value)) return true;
  if (depth > maxDepth) return false;
  if (Array.isArray(value)) return value.every((one) => isSelectionValue(one, depth + 1));
  return isFields(value) && Object.values(value).every((one) => isSelectionValue(one, depth + 1));
};

/** What selections are read with. */
export interface SelectionReading {
  readonly ruleId: string;
  readonly placeholders: Placeholders;
  /** What fields are called here, by what Sigma calls them; those that are not listed have one name. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A line by the names that its fields have here: that of its key and, under `|fieldref`, those it is compared with. */
const byOwnNames = (
  key: string,
  values: SelectionValue,
  fields: SelectionReading['fields'],
): readonly [key: string, values: SelectionValue] => {
  const [field = '', ...modifiers] = key.split('|');
  const ownName = (name: string): string => (Object.hasOwn(fields, name) ? (fields[name] ?? name) : name);
  const own = <Value>(value: Value): Value | string => (typeof value === 'string' ? ownName(value) : value);
  const named = Array.isArray(values) ? values.map<unknown>(own) : own(values);
  return [
    [ownName(field), ...modifiers].join('|'),
    modifiers.includes('fieldref') ? (named as SelectionValue) : values,
  ];
};

const expandBlock = (block: SelectionBlock, placeholders: Placeholders): SelectionBlock =>
  Object.fromEntries(
    Object.entries(block).map(([key, values]) => {
      const [name, expanded] = expandPlaceholders(key, values, placeholders);
      return [name, expandNested(expanded, placeholders)];
    }),
  );

const expandNested = (values: SelectionValue, placeholders: Placeholders): SelectionValue => {
  if (Array.isArray(values))
    return (values as readonly (MatchValue | SelectionBlock)[]).map((one) =>
      typeof one === 'object' && one !== null ? expandBlock(one, placeholders) : one,
    );
  return typeof values === 'object' && values !== null ? expandBlock(values as SelectionBlock, placeholders) : values;
};

const selectionOf = (value: Fields, location: string, { ruleId, placeholders, fields }: SelectionReading): Selection =>
  Object.fromEntries(
    Object.entries(value).map(([key, values]) => {
      if (!isSelectionValue(values, 0))
        throw new RuleContentError(
          ruleId,
          `${location}.${key}`,
          `its values are neither texts, numbers, booleans, null nor blocks of them, at most ${maxDepth} deep`,
        );
      const isScalarMap = isFields(values) && !key.includes('[');
      if (isScalarMap)
        throw new RuleContentError(
          ruleId,
          `${location}.${key}`,
          'a map is not a value; a block needs [any], [all] or [none]',
        );
      return atLocation(ruleId, `${location}.${key}`, (): [string, SelectionValue] => {
        const [name, expanded] = expandPlaceholders(...byOwnNames(key, values, fields), placeholders);
        return [name, expandNested(expanded, placeholders)];
      });
    }),
  );

const detectionSection = { name: 'detection', other: [] } as const;

/**
 * The selections of a `detection` or `filter` section, everything but `condition` and `other`. A list of bare words is searched in the whole
 * event; maps in a list are any of them.
 *
 * @throws RuleContentError naming the key
 */
export const readSelections = (
  section: Fields,
  reading: SelectionReading,
  { name: sectionName, other }: { readonly name: string; readonly other: readonly string[] } = detectionSection,
): Readonly<Record<string, Selection | readonly Selection[]>> => {
  const { ruleId } = reading;
  const names = Object.keys(section).filter((name) => name !== 'condition' && !other.includes(name));
  if (names.length > maxSelections)
    throw new RuleContentError(ruleId, sectionName, `it has more than ${maxSelections} selections`);
  return Object.fromEntries(
    names.map((name): [string, Selection | readonly Selection[]] => {
      const value = section[name];
      const location = `${sectionName}.${name}`;
      const fail = (): RuleContentError =>
        new RuleContentError(ruleId, location, 'it is neither fields nor a list of fields or words');
      if (isFields(value)) return [name, selectionOf(value, location, reading)];
      if (!Array.isArray(value) || value.length === 0) throw fail();
      if (value.every(isMatchValue)) return [name, { '': value }];
      return [
        name,
        value.map((item): Selection => {
          if (isFields(item)) return selectionOf(item, location, reading);
          if (isMatchValue(item)) return { '': item };
          throw fail();
        }),
      ];
    }),
  );
};
