import { isObject, parseJson } from '../fields/json.ts';
import { createRecordSplitter } from './split-records.ts';

const comma = 0x2c;
const quote = 0x22;
const backslash = 0x5c;
const openObject = 0x7b;
const closeObject = 0x7d;
const openArray = 0x5b;
const closeArray = 0x5d;

const isSpace = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xfeff;

/** Index of the first character from `at` on that is neither white space nor a comma between two values. */
const skipGap = (text: string, at: number): number => {
  let index = at;
  while (index < text.length && (isSpace(text.charCodeAt(index)) || text.charCodeAt(index) === comma)) index += 1;
  return index;
};

/** Whether a JSON object begins at `at`: `{"` or `{}`, white space between. `{ctx}` is not one. */
const beginsObject = (text: string, at: number): boolean => {
  if (text.charCodeAt(at) !== openObject) return false;
  let next = at + 1;
  while (isSpace(text.charCodeAt(next))) next += 1;
  return text.charCodeAt(next) === quote || text.charCodeAt(next) === closeObject;
};

/** Index after the quote that closes the string begun at `at`; -1 when a line end or the text's end comes first. */
const stringEnd = (text: string, at: number): number => {
  for (let index = at + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) return index + 1;
    if (code === backslash) index += 1;
    else if (code < 0x20) return -1;
  }
  return -1;
};

/** Index after the object or array that begins at `at`, found by its brackets and strings alone; -1 when it does not end. */
export const valueEnd = (text: string, at: number): number => {
  let depth = 0;
  let index = at;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === quote) {
      index = stringEnd(text, index);
      if (index < 0) return -1;
      continue;
    }
    if (code === openObject || code === openArray) depth += 1;
    else if (code === closeObject || code === closeArray) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
    index += 1;
  }
  return -1;
};

/**
 * The JSON objects that follow one another in a line, `{...}{...}` and `{...},`, each as it is written; what follows them and is
 * no object is the last piece.
 *
 * @returns undefined when the line is one value, or does not begin with an object
 */
export const objectsOfLine = (text: string): readonly string[] | undefined => {
  const first = skipGap(text, 0);
  if (!beginsObject(text, first)) return undefined;
  // A line of one object ends with its brace and has no two braces side by side; nearly all lines are recognised by that.
  if (!/\}[\s,]{0,8}\{/.test(text) && !text.trimEnd().endsWith(',')) return undefined;
  const pieces: string[] = [];
  let at = first;
  while (at < text.length && beginsObject(text, at)) {
    const end = valueEnd(text, at);
    if (end < 0) break;
    pieces.push(text.slice(at, end));
    at = skipGap(text, end);
  }
  if (pieces.length === 0 || (pieces.length === 1 && at < text.length && !beginsObject(text, at))) return undefined;
  if (at < text.length) pieces.push(text.slice(at));
  return pieces.length === 1 && pieces[0]!.length === text.length ? undefined : pieces;
};

/** Keys of a structured log line: an object that has one is a line of its own, whatever lists it carries. */
const lineKeys: ReadonlySet<string> = new Set(
  'message msg level severity lvl loglevel log_level log time timestamp @timestamp ts'.split(' '),
);

const listKeys = ['Records', 'configurationItems'] as const;

/** What one value contains: a list of records, CloudTrail's list of log files, or itself. */
export type ContainerKind = 'records' | 'digest' | undefined;

const digestKeys = ['digestStartTime', 'digestS3Object', 'digestSignatureAlgorithm', 'previousDigestSignature'];
const mayContain = /"(?:Records|configurationItems|digestS|previousDigest)/;

/** Whether a whole value is a container of records and nothing else; one whose list contains anything but objects is not. */
export const containerKindOf = (text: string): ContainerKind => {
  const at = skipGap(text, 0);
  const isArray = text.charCodeAt(at) === openArray;
  if (!isArray && !mayContain.test(text)) return undefined;
  const value = parseJson(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  if (Array.isArray(value)) return value.length > 0 && value.every(isObject) ? 'records' : undefined;
  if (!isObject(value) || Object.keys(value).some((key) => lineKeys.has(key.toLowerCase()))) return undefined;
  for (const key of listKeys) {
    const list = Object.hasOwn(value, key) ? value[key] : undefined;
    if (Array.isArray(list)) return list.every(isObject) ? 'records' : undefined;
  }
  return digestKeys.some((key) => Object.hasOwn(value, key)) ? 'digest' : undefined;
};

/** The records of a value that is a container, each as it is written. */
export const recordsOfContainer = (text: string): readonly string[] => {
  const splitter = createRecordSplitter({ limitBytes: Number.MAX_SAFE_INTEGER });
  return splitter.push(Buffer.from(text)).flatMap((record) => (record.kind === 'record' ? [record.text] : []));
};

/** Objects that one value is taken apart into at most; a larger one stays whole. */
const maxPieces = 100_000;

/**
 * The records that a line contains where it contains more than one: objects one after the other, and containers (`{"Records":[...]}`,
 * `{"configurationItems":[...]}`, an array of objects). Each value is decided for itself.
 *
 * @returns undefined when the line is one record; an empty list when it is a container without records
 */
export const recordsOfLine = (text: string): readonly string[] | undefined => {
  const code = text.charCodeAt(skipGap(text, 0));
  if (code !== openObject && code !== openArray) return undefined;
  const values = objectsOfLine(text) ?? [text];
  let isExpanded = values.length > 1 || values[0] !== text;
  const records: string[] = [];
  for (const value of values) {
    if (containerKindOf(value) !== 'records') {
      records.push(value);
      continue;
    }
    isExpanded = true;
    for (const record of recordsOfContainer(value)) records.push(record);
  }
  return isExpanded && records.length <= maxPieces ? records : undefined;
};
