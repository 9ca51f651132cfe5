/** A value of a statement: a text, or a whole number. */
export type SqlValue = string | number;

/**
 * A piece of SQL with its values apart from its text, so that no value can become text by accident.
 *
 * @example
 *   sql`"account" = ${account} AND ${isRecent}`
 *   // texts ['"account" = ', ' AND "timestampMs" > ', ''], values [account, 5]
 */
export interface Fragment {
  /** One more than there are values; value `n` comes between text `n` and text `n + 1`. */
  readonly texts: readonly string[];
  readonly values: readonly SqlValue[];
}

/** Writes SQL. A text or number in braces is a value; a fragment in braces becomes part of the text with its own values. */
export const sql = (texts: TemplateStringsArray, ...parts: readonly (SqlValue | Fragment)[]): Fragment => {
  const all = [texts[0] ?? ''];
  const values: SqlValue[] = [];
  const append = (text: string): void => {
    all[all.length - 1] += text;
  };
  for (const [index, part] of parts.entries()) {
    if (typeof part === 'object') {
      const [first = '', ...rest] = part.texts;
      append(first);
      all.push(...rest);
      values.push(...part.values);
    } else {
      all.push('');
      values.push(part);
    }
    append(texts[index + 1] ?? '');
  }
  return { texts: all, values };
};

/** Fragments with a text between them. */
export const joined = (fragments: readonly Fragment[], between: string): Fragment => {
  const [first = sql``, ...rest] = fragments;
  const separator = { texts: [between], values: [] };
  return rest.reduce((whole, one) => sql`${whole}${separator}${one}`, first);
};

const namePattern = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/**
 * A quoted name of a table or column.
 *
 * @throws RangeError for anything but letters, digits and `_`
 */
export const name = (text: string): Fragment => {
  if (!namePattern.test(text)) throw new RangeError('A name in SQL takes letters, digits and _ only.');
  return { texts: [`"${text}"`], values: [] };
};

/** A statement with numbered parameters, as DuckDB takes them. */
export interface BoundStatement {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** The statement with `$1`, `$2`, ... instead of its values. */
export const renderBound = ({ texts, values }: Fragment): BoundStatement => ({
  text: texts.map((text, index) => (index === 0 ? text : `$${index}${text}`)).join(''),
  values,
});

/**
 * A value as a literal. Standard SQL, DuckDB and Athena (Trino) know one way only to end a text, a single quote, and one way to
 * write it, twice. A backslash means nothing.
 *
 * @throws RangeError for a number that is not whole, and for U+0000, which not every client passes on
 */
export const literal = (value: SqlValue): string => {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError('A number in SQL must be whole.');
    return String(value);
  }
  if (value.includes('\0')) throw new RangeError('A text in SQL takes no U+0000.');
  return `'${value.replaceAll("'", "''")}'`;
};

/** The statement with its values as literals, for Athena and for people who paste it. */
export const renderText = ({ texts, values }: Fragment): string =>
  texts.map((text, index) => (index === 0 ? text : literal(values[index - 1] ?? '') + text)).join('');
