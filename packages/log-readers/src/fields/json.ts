/** A JSON object as parsed: keys come from the log and may be anything, `__proto__` too, so they are only ever read. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const quote = 0x22;
const backslash = 0x5c;

/** Index of the quote that closes the string opened before `from`; the text's length when none does. */
const stringEnd = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== quote) at += text.charCodeAt(at) === backslash ? 2 : 1;
  return Math.min(at, text.length);
};

const notNumber = /-?(?:Infinity|NaN)(?![\w$])/y;

/**
 * The text with `null` for the `NaN` and `Infinity` that Python and Go write into JSON; undefined when it has neither.
 *
 * One pass: each string is stepped over once, and a text that ends inside of a string is not JSON.
 */
const withoutNotNumbers = (text: string): string | undefined => {
  if (!text.includes('NaN') && !text.includes('Infinity')) return undefined;
  let cleaned = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = stringEnd(text, at + 1);
    else if (code === 0x4e || code === 0x49 || code === 0x2d) {
      notNumber.lastIndex = at;
      const length = notNumber.exec(text)?.[0].length ?? 0;
      if (length === 0) continue;
      cleaned += `${text.slice(from, at)}null`;
      from = at + length;
      at = from - 1;
    }
  }
  return from === 0 ? undefined : cleaned + text.slice(from);
};

/** What the text contains; undefined when it is not valid JSON. `NaN` and `Infinity` count as null. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const cleaned = withoutNotNumbers(text);
    if (cleaned !== undefined) return parseJson(cleaned);
    // Depth beyond the stack is a RangeError, broken text a SyntaxError: both mean that it cannot be read.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
};

/** The object that the text contains, or undefined when it is not valid JSON or not an object. */
export const parseObject = (text: string): JsonObject | undefined => {
  const value = parseJson(text);
  return isObject(value) ? value : undefined;
};

/** A value as JSON; empty when it is nested too deep to be written. */
export const jsonText = (value: unknown): string => {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
};

/** Only a record's own property: `constructor` and the like do not count as fields. */
export const property = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** The value at a path of own properties, such as `at(record, 'userIdentity', 'arn')`. */
export const at = (value: unknown, ...path: readonly string[]): unknown => {
  let current = value;
  for (const name of path) current = property(current, name);
  return current;
};

/** A text that says something: not empty, and not the `-` that services write for nothing. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value !== '-' ? value : undefined;

export const asNumber = (value: unknown): number | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
};

export const firstOf = (value: unknown): unknown => (Array.isArray(value) ? (value as readonly unknown[])[0] : value);

/** Objects and arrays inside one another that a text which was cut off may have open. */
const maxOpen = 64;

/**
 * The object that a text contains which was cut off inside a value: what was open is closed.
 *
 * @returns undefined when the text is not an object, or ends where nothing can be closed
 */
export const parseCutOff = (text: string): JsonObject | undefined => {
  const open: string[] = [];
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (inString) {
      if (sign === '\\') at += 1;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '{' || sign === '[') {
      if (open.length === maxOpen) return undefined;
      open.push(sign === '{' ? '}' : ']');
    } else if (sign === '}' || sign === ']') open.pop();
  }
  if (open.length === 0) return undefined;
  return parseObject(`${text}${inString ? '"' : ''}${open.reverse().join('')}`);
};
