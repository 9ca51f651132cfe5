import { isAmbiguousLevel, isLevelWord } from './level-word.ts';
import type { Header } from './scan.ts';
import { isInteger } from './token.ts';

/** What parts the columns of a line, with the spaces around it. */
const separator = / {0,3}"?(\|{1,2}|;|#|::|->|=>|~|\t|,|\*{2,3})"? {0,8}|( - ) {0,8}/y;
/** Maximum width of a column, in characters from its beginning. */
const maxColumnLength = 80;
const maxColumns = 24;
const oneWord = /^["'[(<]?[\w.$/:@\\+*-]{1,80}[\])>"']?$/;

/** The separator at an index; the same sign parts all columns of a line. */
const separatorAt = (text: string, at: number): { readonly sign: string; readonly end: number } | undefined => {
  separator.lastIndex = at;
  const match = separator.exec(text);
  return match === null ? undefined : { sign: match[1] ?? match[2]!, end: at + match[0].length };
};

const nextSign = (text: string, sign: string, from: number): number => {
  const end = text.slice(from, from + maxColumnLength + sign.length).indexOf(sign);
  return end < 0 ? -1 : from + end;
};

/** Words that people write stand after a dash too, `INFO - Started - all well`. */
const ofCode = /[\d._/:$]|[a-z][A-Z]/;

const withoutQuotes = (value: string): string => value.replace(/^["'[(<]|[\])>"']$/g, '');

interface Columns {
  readonly values: readonly string[];
  readonly level: string | undefined;
  readonly end: number;
}

const columnsFrom = (text: string, first: { readonly sign: string; readonly end: number }): Columns => {
  const { sign } = first;
  const values: string[] = [];
  let level: string | undefined;
  let at = first.end;
  /** Columns of several words count only when a level follows them. */
  let certainEnd = at;
  let certainCount = 0;
  while (values.length < maxColumns) {
    const end = nextSign(text, sign, at);
    if (end < 0) break;
    const value = text.slice(at, end).trim();
    // A quoted value goes on after the comma: it is the message.
    if (sign === ',' && value.startsWith('"') && !value.endsWith('"')) break;
    const bare = withoutQuotes(value).trim();
    if (level === undefined && isLevelWord(bare)) level = bare;
    else if (level !== undefined && value !== '' && (!oneWord.test(value) || (sign === ' - ' && !ofCode.test(bare))))
      break;
    else values.push(bare);
    at = end + sign.length;
    while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x22) at += 1;
    if (level !== undefined || oneWord.test(value) || value === '') {
      certainEnd = at;
      certainCount = values.length;
    }
  }
  return { values: values.slice(0, certainCount), level, end: certainEnd };
};

const codeLocation = /^[\w./-]{1,80}\.[a-z]{1,4}:\d{1,6}$/;
const isLogger = (value: string): boolean => /^[A-Za-z_][\w$]{0,60}(?:(?:\.|::)[\w$<>-]{1,60}){1,12}$/.test(value);

/** Names that columns contain, by what they look like: numbers are process and thread, dotted names loggers. */
const assign = (header: Header, values: readonly string[]): void => {
  const names: string[] = [];
  for (const value of values) {
    if (value === '' || value === '-' || isLevelWord(value)) {
      if (isLevelWord(value)) header.context.push(value);
      continue;
    }
    if (isInteger(value, 0, value.length)) {
      if (header.pid === undefined) header.pid = Number(value);
      else if (header.tid === undefined) header.tid = Number(value);
      else header.context.push(value);
    } else if (header.logger === undefined && isLogger(value)) header.logger = value;
    else names.push(value);
  }
  // Where a line was written names it only when nothing else does.
  const locations = names.filter((name) => codeLocation.test(name));
  if (locations.length > 0 && locations.length < names.length) {
    names.splice(0, names.length, ...names.filter((name) => !codeLocation.test(name)));
    header.context.push(...locations);
  }
  if (header.logger === undefined && names.length > 0) header.logger = names.pop()!;
  if (header.thread === undefined && names.length > 0) header.thread = names.shift()!;
  header.context.push(...names);
};

/** Values that belong to the message and not to the header: a status, a duration, an address. */
const measured = /^(?:\d{3}|[\d.]{1,20}(?:[nuµm]?s|%|[KMG]?i?B)|\d{1,3}(?:\.\d{1,3}){3})$/;
/** Signs that part columns also where no level says that the line is a row. */
const rowSigns: ReadonlySet<string> = new Set(['|', '||', ';', '#', '~', '\t', '::', '->', '=>']);

/** Whether the columns are the message: `200 | 1.2ms | 192.0.2.4 | GET "/a"`. */
const isRecognised = (sign: string, { values, level }: Columns): boolean =>
  level === undefined && values.length > 1 && rowSigns.has(sign) && values.some((value) => measured.test(value));

/** Whether the columns are header although none of them is a level: two names at least, and the message after them. */
const isRow = (text: string, sign: string, { values, end }: Columns): boolean => {
  if (values.length < 2 || end >= text.length) return false;
  if (sign === ',') return text.charCodeAt(end - 1) === 0x22 && text.trimEnd().endsWith('"');
  return rowSigns.has(sign) && !values.some((value) => measured.test(value));
};

/**
 * Reads the columns after a time, or a level that begins the line, where the line is parted by one sign: `|`, `;`, `#`, `::`, `->`,
 * tabs, commas. Columns are header as far as they contain one word each, or stand before the level; the message begins with the first
 * that contains several.
 *
 * @returns the index where the message begins, and whether the line can have more header there; undefined when the line is not such a row
 */
export const takeColumns = (
  text: string,
  at: number,
  header: Header,
): { readonly end: number; readonly isDone: boolean } | undefined => {
  const first = separatorAt(text, at);
  if (first === undefined) return undefined;
  const columns = columnsFrom(text, first);
  if (isRecognised(first.sign, columns)) return { end: at, isDone: true };
  const isSure = columns.level !== undefined && header.level === undefined;
  if (!isSure && !isRow(text, first.sign, columns)) return undefined;
  if (columns.level !== undefined && isAmbiguousLevel(columns.level) && columns.values.length > 6) return undefined;
  if (header.level === undefined) header.level = columns.level;
  else if (columns.level !== undefined) header.context.push(columns.level);
  assign(header, columns.values);
  const isQuoted = first.sign === ',' && text.charCodeAt(columns.end - 1) === 0x22;
  if (isQuoted) header.closing = '"';
  return { end: columns.end, isDone: columns.values.length > 0 || !first.sign.startsWith('|') };
};
