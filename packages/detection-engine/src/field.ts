import type { LogEvent } from '@bellwether/log-events';
import { readJsonText } from './json-text.ts';

/** A record's JSON, as it was read; what rules look into by dotted path. */
export type RecordDocument = Readonly<Record<string, unknown>>;

/** Tries the values of a field, one by one, until one passes; false when none does or the field has no value. */
export type FieldReader = (
  event: LogEvent,
  document: RecordDocument | undefined,
  test: (value: unknown) => boolean,
) => boolean;

const ownFields = ['message', 'severity', 'category', 'dataset', 'logGroup', 'logStream', 'account', 'region'] as const;
type OwnField = (typeof ownFields)[number];
const isOwnField = (name: string): name is OwnField => (ownFields as readonly string[]).includes(name);

/** Arrays inside arrays are followed this far: the nesting comes from the log and must not exhaust the stack. */
const maxArrayNesting = 8;
/** Segments of a path; bounds the ways to read a key that itself contains dots. */
export const maxPathSegments = 12;

/** What may follow at each step of a path: `a`, `a.b`, `a.b.c`; keys may contain dots (`authorization.k8s.io/decision`). */
type PathKeys = readonly (readonly string[])[];

const anyValueAt = (
  value: unknown,
  keys: PathKeys,
  from: number,
  nesting: number,
  test: (value: unknown) => boolean,
): boolean => {
  if (value === null || value === undefined) return false;
  if (Array.isArray(value)) {
    if (nesting === maxArrayNesting) return false;
    for (const item of value) if (anyValueAt(item, keys, from, nesting + 1, test)) return true;
    return false;
  }
  const here = keys[from];
  if (here === undefined) return test(value);
  if (typeof value !== 'object') return false;
  for (let taken = 0; taken < here.length; taken += 1) {
    const key = here[taken] ?? '';
    if (!Object.hasOwn(value, key)) continue;
    if (anyValueAt((value as Record<string, unknown>)[key], keys, from + taken + 1, nesting, test)) return true;
  }
  return false;
};

/**
 * Reads a field by name: one of the event's own fields, or else a dotted path into the document followed by the
 * attribute of that name. Own properties only; the elements of an array are values each; null is not a value. After `{}` the
 * path goes on inside the JSON that a text contains: `policyDocument{}.Statement.Effect`.
 *
 * @throws RangeError when the path is empty, has an empty segment or more than 12 segments
 */
export const fieldReader = (name: string): FieldReader =>
  isOwnField(name) ? (event, _document, test) => test(event[name]) : recordFieldReader(name);

/** `policyDocument{}.Statement`: what follows `{}` is looked for in the JSON that the field's text contains. */
const jsonFieldReader = (head: string, tail: string): FieldReader => {
  const read = fieldReader(head);
  if (tail !== '' && !tail.startsWith('.')) throw new RangeError('only a dot may follow {} in a field');
  const readInside = tail === '' ? undefined : recordFieldReader(tail.slice(1));
  return (event, document, test) =>
    read(event, document, (value) => {
      const content = readJsonText(value);
      if (content === null || content === undefined) return false;
      if (readInside === undefined) return anyValueAt(content, [], 0, 0, test);
      const inside = Array.isArray(content) ? content : [content];
      return inside.some(
        (one) =>
          typeof one === 'object' && readInside({ ...event, attributes: {} }, one as RecordDocument | undefined, test),
      );
    });
};

/**
 * Reads a field of a record alone, the event's own fields left out: a list's element may have a `message` too.
 *
 * @throws RangeError as `fieldReader` does
 */
export const recordFieldReader = (name: string): FieldReader => {
  const json = name.indexOf('{}');
  if (json >= 0) return jsonFieldReader(name.slice(0, json), name.slice(json + 2));
  const segments = name.split('.');
  if (segments.length > maxPathSegments || segments.includes('')) {
    throw new RangeError(`a field is a dotted path of 1 to ${maxPathSegments} segments`);
  }
  const keys = segments.map((_, from) =>
    segments.slice(from).map((_, to) => segments.slice(from, from + to + 1).join('.')),
  );
  return (event, document, test) => {
    if (document !== undefined && anyValueAt(document, keys, 0, 0, test)) return true;
    return Object.hasOwn(event.attributes, name) && anyValueAt(event.attributes[name], [], 0, 0, test);
  };
};

const maxTextDepth = 24;
const maxTextLength = 65_536;

/** JSON of a value, cut at a depth and a length: `JSON.stringify` recurses without bound on hostile nesting. */
const jsonText = (value: unknown, depth: number, budget: number): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (depth === maxTextDepth || budget <= 0) return '"..."';
  const isArray = Array.isArray(value);
  let text = isArray ? '[' : '{';
  for (const [key, item] of Object.entries(value)) {
    if (text.length >= budget) break;
    if (text.length > 1) text += ',';
    if (!isArray) text += `${JSON.stringify(key)}:`;
    text += jsonText(item, depth + 1, budget - text.length);
  }
  return text + (isArray ? ']' : '}');
};

/** A value as the text that rules compare: scalars as they are, objects as compact JSON of at most about 64 K characters. */
export const textOf = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    default:
      return jsonText(value, 0, maxTextLength);
  }
};
