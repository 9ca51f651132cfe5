import { markStart } from '../mark.ts';
import { readHeader } from './headers.ts';
import { classOfValue, kindOfName, type NamedKind } from './key-class.ts';
import type { Match } from './match.ts';
import { closingQuote, openingQuote, readGrouped, readValue, type ValueSpan } from './read-value.ts';

/** What stands before the kind of a resource in its ARN: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:db` names a secret. */
const arnBefore = /\barn:[\w-]{1,16}:[\w-]{1,40}:[\w-]{0,24}:\d{0,12}:$/;
/** Names of pairs that name another pair, and of the pair that contains its value: `{"name": "DB_PASSWORD", "value": "..."}`. */
const namesName = /(?:name|key|variable|field|header|parameter|option|property|^[nk])$/i;
const namesValue = /(?:value|val|data|content|default|^v)$/i;
/** How far the two may be apart; UTF-16 units. */
const maxPairGap = 48;
const maxName = 64;

const isNameUnit = (unit: number): boolean =>
  (unit >= 48 && unit <= 57) ||
  (unit >= 65 && unit <= 90) ||
  (unit >= 97 && unit <= 122) ||
  unit === 95 ||
  unit === 45 ||
  unit === 46 ||
  unit === 36;

interface Name {
  readonly text: string;
  readonly start: number;
  readonly isQuoted: boolean;
}

/** The name before a separator: in quotes of any level, bare, or of up to three words (`api key: ...`). */
const nameBefore = (text: string, separator: number): Name | undefined => {
  let end = separator;
  while (separator - end < 3 && text.charCodeAt(end - 1) === 32) end -= 1;
  const quote = text.charAt(end - 1);
  const isQuoted = quote === '"' || quote === "'";
  if (isQuoted) {
    end -= 1;
    while (text.charCodeAt(end - 1) === 92) end -= 1;
  }
  const floor = Math.max(0, end - maxName);
  let start = end;
  let spaces = 0;
  while (start > floor) {
    const unit = text.charCodeAt(start - 1);
    if (unit === 32 && start < end && spaces < 2 && isNameUnit(text.charCodeAt(start - 2))) spaces += 1;
    else if (!isNameUnit(unit)) break;
    start -= 1;
  }
  // The letter of an escaped line end or tab is not part of the name.
  if (text.charCodeAt(start - 1) === 92 && /^[nrt]/.test(text.charAt(start))) start += 1;
  return start < end ? { text: text.slice(start, end), start, isQuoted } : undefined;
};

const isFolderName = (name: string): boolean => /pwd$/i.test(name);

/** A word of plain prose after `password: ` is not a password; at the end of its line it may be one. */
const isProse = (text: string, span: ValueSpan, value: string): boolean =>
  span.form === 'bare' &&
  /^[a-z]{1,20}[.,]?$/.test(value) &&
  text.charAt(span.start - 1) === ' ' &&
  /^[ ,.]\s?[A-Za-z]/.test(text.slice(span.end, span.end + 3)) &&
  !/^ [\w.-]{1,40}[=:]/.test(text.slice(span.end, span.end + 43));

/** Every text in an object or array that is of the sort its key announces. */
const inContainer = (text: string, { start, end }: ValueSpan, kind: NamedKind, matches: Match[]): void => {
  let key = '';
  for (let at = start; at < end; at += 1) {
    const opened = openingQuote(text, at);
    if (!opened || opened.quote === '`') continue;
    const closed = closingQuote(text, opened.end, opened.level, opened.quote);
    const value = text.slice(opened.end, closed.at);
    at = closed.end - 1;
    if (/^\s{0,3}:/.test(text.slice(closed.end, closed.end + 4))) {
      key = value;
      continue;
    }
    const isNamed = kind.value !== 'any' && /(?:id|name|type|expiration|expires|arn)$/i.test(key);
    const found = isNamed || value.startsWith(markStart) ? undefined : classOfValue(kind, value);
    if (found) matches.push({ start: opened.end, end: closed.at, found });
  }
  if (!/["']/.test(text.slice(start, end))) {
    const value = text.slice(start + 1, end - 1);
    const found = text.charAt(start) === '[' && !/[=:]/.test(value) ? classOfValue(kind, value.trim()) : undefined;
    if (found) matches.push({ start: start + 1, end: end - 1, found });
  }
};

/** The value of a kind that begins at `from`; pushes what is to be taken out and says where reading goes on. */
const takeValue = (text: string, from: number, name: string, kind: NamedKind, matches: Match[]): number => {
  const span = readValue(text, from);
  if (!span) return from;
  if (span.form === 'container') {
    inContainer(text, span, kind, matches);
    return span.end;
  }
  const grouped = readGrouped(text, span.start, kind.value);
  for (const one of grouped ? [grouped, span] : [span]) {
    const value = text.slice(one.start, one.end);
    const isWhole = one === span || one.end >= span.end || span.form === 'bare';
    const found = isWhole ? classOfValue(kind, value, isFolderName(name)) : undefined;
    if (!found || isProse(text, one, value)) continue;
    matches.push({ start: one.start, end: one.end, found });
    return one === span ? span.next : one.end;
  }
  return from;
};

/** A separator at `index`: where the value after it begins; undefined when it separates nothing. */
const separatorEnd = (text: string, index: number): number | undefined => {
  const unit = text.charCodeAt(index);
  const next = text.charCodeAt(index + 1);
  if (unit === 61) return next === 62 ? index + 2 : next === 61 ? undefined : index + 1;
  if (unit === 58)
    return next === 61
      ? index + 2
      : next === 58 || (next === 47 && text.charCodeAt(index + 2) === 47)
        ? undefined
        : index + 1;
  return undefined;
};

/**
 * What stands beside a key that announces it: `key=value`, YAML, JSON, JSON inside JSON at any depth, XML, headers, cookies, and pairs
 * that name another (`{"name": "DB_PASSWORD", "value": "..."}`).
 */
export const keyedMatches = (text: string, matches: Match[]): void => {
  /** The pair that named another, and the last value that may belong to one that names it after. */
  let named: { readonly kind: NamedKind; readonly name: string; readonly end: number } | undefined;
  let valued: { readonly from: number; readonly end: number } | undefined;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const isElement = unit === 62;
    const from = isElement ? index + 1 : unit === 61 || unit === 58 ? separatorEnd(text, index) : undefined;
    if (from === undefined) continue;
    const name = nameBefore(text, index);
    if (name === undefined || (isElement && text.charAt(name.start - 1) !== '<')) continue;
    if (
      text.charAt(name.start - 1) === ':' &&
      unit === 58 &&
      arnBefore.test(text.slice(Math.max(0, name.start - 112), name.start))
    )
      continue;
    const header = readHeader(text, name.text, from, matches);
    if (header !== undefined) {
      index = header - 1;
      continue;
    }
    const kind = kindOfName(name.text);
    if (kind) {
      index = takeValue(text, from, name.text, kind, matches) - 1;
      continue;
    }
    if (named && namesValue.test(name.text) && name.start - named.end <= maxPairGap) {
      index = takeValue(text, from, named.name, named.kind, matches) - 1;
      named = undefined;
      continue;
    }
    if (namesName.test(name.text)) {
      const span = readValue(text, from);
      const value = span && span.end - span.start <= 128 ? text.slice(span.start, span.end) : '';
      const found = value === '' ? undefined : kindOfName(value);
      if (!span || !found) continue;
      named = { kind: found, name: value, end: span.end };
      if (valued && name.start - valued.end <= 16) takeValue(text, valued.from, value, found, matches);
      index = span.end - 1;
    } else if (namesValue.test(name.text)) {
      const span = readValue(text, from);
      if (span && span.form !== 'container') valued = { from, end: span.next };
    }
  }
};
