import { markStart } from '../mark.ts';
import { isGrouped, type ValueTest } from './value-tests.ts';

/** A value in a text: half-open, UTF-16 units, without what encloses it. */
export interface ValueSpan {
  readonly start: number;
  readonly end: number;
  /** Where reading goes on: after a closing quote. */
  readonly next: number;
  readonly form: 'quoted' | 'container' | 'bare';
}

/** The longest value that is read; UTF-16 units. */
const maxValue = 4_096;
const maxContainer = 16_384;

const backslash = 92;
const isSpace = (unit: number): boolean => unit === 32 || unit === 9;

const backslashesBefore = (text: string, index: number): number => {
  let count = 0;
  while (count < 64 && text.charCodeAt(index - 1 - count) === backslash) count += 1;
  return count;
};

/** A quote that begins at `index`, after the backslashes of its level: JSON inside JSON has one, three, seven of them. */
export const openingQuote = (
  text: string,
  index: number,
): { readonly level: number; readonly quote: string; readonly end: number } | undefined => {
  let at = index;
  while (at - index < 31 && text.charCodeAt(at) === backslash) at += 1;
  const quote = text.charAt(at);
  return quote === '"' || quote === "'" || quote === '`' ? { level: at - index, quote, end: at + 1 } : undefined;
};

/** Where the quote that closes a text of a level begins, with its backslashes; the end of what is read where there is none. */
export const closingQuote = (
  text: string,
  from: number,
  level: number,
  quote: string,
  max = maxValue,
): { readonly at: number; readonly end: number } => {
  const limit = Math.min(text.length, from + max);
  for (let at = text.indexOf(quote, from); at >= 0 && at < limit; at = text.indexOf(quote, at + 1)) {
    const count = Math.min(backslashesBefore(text, at), at - from);
    if (count <= level ? count === level || level === 0 : (count - level) % (2 * (level + 1)) === 0) {
      const own = count === 0 ? 0 : level;
      return { at: at - own, end: at + 1 };
    }
    if (count < level) return { at: at - count, end: at + 1 };
  }
  return { at: limit, end: limit };
};

/** What begins the next pair after a separator, so that the value before it has ended. */
const nextPair = /^(?:\\{0,15}["'])?[A-Za-z_$][\w.$-]{0,63}(?:\\{0,15}["'])?\s?[=:]/;
const closesMore = /^[)\]}>"',;\s\\]|^$/;

/** Where a value without quotes ends. Commas, ampersands and brackets inside a password belong to it, where no other pair begins after them. */
const bareEnd = (text: string, from: number): number => {
  const limit = Math.min(text.length, from + maxValue);
  for (let at = from; at < limit; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit <= 32 || unit === 34 || unit === 39 || unit === 60 || unit === 96) return at;
    if (unit === backslash && /^\\{1,15}(?:["'nrt]|$)/.test(text.slice(at, at + 17))) return at;
    if (unit === 44 || unit === 38 || unit === 59) {
      const rest = text.slice(at + 1, at + 72);
      if (closesMore.test(rest) || nextPair.test(rest)) return at;
    } else if (unit === 41 || unit === 93 || unit === 125 || unit === 62) {
      if (closesMore.test(text.slice(at + 1, at + 2))) return at;
    }
  }
  return limit;
};

const groupedShapes: Readonly<Partial<Record<ValueTest, RegExp>>> = {
  card: /\d(?:[ .-]?\d){11,18}(?!\d)/y,
  account: /[A-Z]{2}\d{2}(?: ?[\dA-Z]{1,4}){2,8}(?![\dA-Za-z])|\d(?:[ -]?\d){5,19}(?!\d)/y,
  identifier:
    /\d(?:[ ./-]?\d){3,16}(?:[ -]?[A-Za-z])?(?![\dA-Za-z])|[A-Za-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Za-z](?![\dA-Za-z])/y,
  phone: /[+(\d][\d ()./-]{5,22}\d(?!\d)/y,
  date: /\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}|\d{1,2}\.? [A-Z][a-z]{2,8},? \d{2,4}|[A-Z][a-z]{2,8} \d{1,2},? \d{2,4}/y,
  code: /\d{3}[ -]\d{3}(?!\d)/y,
};

/** The value that begins at or up to three spaces after `from`; undefined for none, and for one that was taken out already. */
export const readValue = (text: string, from: number): ValueSpan | undefined => {
  let start = from;
  while (start - from < 3 && isSpace(text.charCodeAt(start))) start += 1;
  const opened = openingQuote(text, start);
  if (opened) {
    if (text.startsWith(markStart, opened.end)) return undefined;
    const { at, end } = closingQuote(text, opened.end, opened.level, opened.quote);
    return at > opened.end ? { start: opened.end, end: at, next: end, form: 'quoted' } : undefined;
  }
  if (text.startsWith(markStart, start)) return undefined;
  const unit = text.charCodeAt(start);
  if (unit === 91 || unit === 123) return { start, end: containerEnd(text, start), next: start + 1, form: 'container' };
  const end = bareEnd(text, start);
  return end > start ? { start, end, next: end, form: 'bare' } : undefined;
};

/** A number in groups that a value without quotes begins with; undefined where the sort of value has none. */
export const readGrouped = (text: string, start: number, test: ValueTest): ValueSpan | undefined => {
  const shape = isGrouped(test) ? groupedShapes[test] : undefined;
  if (!shape) return undefined;
  shape.lastIndex = start;
  const length = shape.exec(text)?.[0].length ?? 0;
  return length === 0 ? undefined : { start, end: start + length, next: start + length, form: 'bare' };
};

/** Where the object or array that begins at `start` ends; quotes are not looked at, so a bracket in a text may end it too early. */
const containerEnd = (text: string, start: number): number => {
  const limit = Math.min(text.length, start + maxContainer);
  let depth = 0;
  for (let at = start; at < limit; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 91 || unit === 123) depth += 1;
    else if (unit === 93 || unit === 125) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return limit;
};
