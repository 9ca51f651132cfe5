import { UnsupportedConstruct } from '../rule-content-error.ts';
import type { SelectionValue } from '../rule.ts';

/**
 * What `%names%` mean under `|expand`: texts or patterns, any of which is meant.
 *
 * @example
 * const placeholders: Placeholders = { Administrators: ['arn:aws:iam::111122223333:user/admin-*'] };
 */
export type Placeholders = Readonly<Record<string, readonly string[]>>;

const maxValues = 10_000;

const expandText = (text: string, placeholders: Placeholders): readonly string[] => {
  // Split at `%name%`; an escaped percent sign is one of the text.
  const pieces = text.split(/((?<!\\)%[^%\\\s]+%)/);
  return pieces.reduce<readonly string[]>(
    (heads, piece, index) => {
      const name = piece.slice(1, -1);
      const plain = [piece.replaceAll('\\%', '%')];
      const values = index % 2 === 0 ? plain : Object.hasOwn(placeholders, name) ? placeholders[name] : undefined;
      if (values === undefined || values.length === 0)
        throw new UnsupportedConstruct(`the placeholder %${name.slice(0, 60)}%`);
      if (heads.length * values.length > maxValues) throw new RangeError('placeholders have too many values');
      return heads.flatMap((head) => values.map((value) => head + value));
    },
    [''],
  );
};

/**
 * A line with its placeholders replaced, when `|expand` asks for it.
 *
 * @throws UnsupportedConstruct for a placeholder that is not given: a rule must not match without it
 */
export const expandPlaceholders = (
  key: string,
  values: SelectionValue,
  placeholders: Placeholders,
): readonly [key: string, values: SelectionValue] => {
  const names = key.split('|');
  if (!names.slice(1).includes('expand')) return [key, values];
  const list = Array.isArray(values) ? values : [values];
  const expanded = list.map((value) => (typeof value === 'string' ? expandText(value, placeholders) : [value]));
  const isAll = names.includes('all');
  if (isAll && expanded.some(({ length }) => length > 1)) {
    throw new UnsupportedConstruct('|all with a placeholder of several values');
  }
  return [names.filter((name) => name !== 'expand').join('|'), expanded.flat() as SelectionValue];
};
