import type { AttributeSet } from './attribute-set.ts';
import { putScalar } from './ecs.ts';
import { isObject, type JsonObject, jsonText } from './json.ts';

/** Longest text of one value, and of all left-over values together; characters. */
const maxTextLength = 2_048;
const maxTotalLength = 16_384;

/** Keys that name something. Others are data, such as an address or a token that is a key, and are kept where data is redacted. */
const named = /^@?[A-Za-z_][A-Za-z_.-]{0,47}\d{0,3}$/;

/** Numbers are texts here: redaction goes over texts, and nobody knows what these numbers are. */
const textOf = (value: unknown): string | boolean => {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return String(value);
  return value === null || value === undefined ? '' : jsonText(value);
};

/** The values of attributes and other texts, in lower case. */
export const textsOf = (attributes: AttributeSet, ...others: readonly string[]): ReadonlySet<string> =>
  new Set([...Object.values(attributes).flat(), ...others].map((value) => String(value).toLowerCase()));

/** Whether every text, number and truth value within a value is among the texts, which are in lower case. */
export const isAmong = (texts: ReadonlySet<string>, value: unknown, depth: number = 0): boolean => {
  if (value === null || value === undefined) return true;
  if (isObject(value) || Array.isArray(value))
    return depth < 8 && Object.values(value).every((inner) => isAmong(texts, inner, depth + 1));
  return texts.has(typeof value === 'string' ? value.toLowerCase() : jsonText(value));
};

/**
 * Puts the values of a document that no field was found for under `labels.` and their own keys, so that no text of a record is lost.
 * What is an object or a list stays JSON, in which redaction finds a name beside its value.
 *
 * @param isPlaced  whether a field was found for the value of this key
 * @example `{"tenant":"t7","job":{"id":3}}` gives `labels.tenant: 't7'` and `labels.job: '{"id":3}'`
 */
export const putLeftOver = (
  attributes: AttributeSet,
  document: JsonObject,
  isPlaced: (key: string, value: unknown) => boolean,
): void => {
  const others: [string, unknown][] = [];
  let total = 0;
  const put = (name: string, value: unknown): void => {
    const text = textOf(value);
    if (text === '' || text === '{}' || text === '[]' || total >= maxTotalLength) return;
    total += typeof text === 'string' ? text.length : 0;
    putScalar(attributes, name, typeof text === 'string' ? text.slice(0, maxTextLength) : text);
  };
  for (const key of Object.keys(document)) {
    const value = document[key];
    if (isPlaced(key, value)) continue;
    // What a value is for stands beside it: `{"name":"DB_PASSWORD","value":"..."}`.
    if (named.test(key) && key.toLowerCase() !== 'value') put(`labels.${key}`, value);
    else others.push([key, value]);
  }
  if (others.length === 0) return;
  const name = document['name'] ?? document['Name'] ?? document['key'];
  put('labels.other', Object.fromEntries(typeof name === 'string' ? [['name', name], ...others] : others));
};
