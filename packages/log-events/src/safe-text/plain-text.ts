/**
 * Characters that could forge lines, hide text, turn the reading direction or steer a terminal: controls, format characters, line
 * separators and halves of characters. The two zero-width joiners are left: scripts and emoji need them, and they move nothing.
 */
const unsafeCharacter = String.raw`(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]`;
const unsafe = new RegExp(unsafeCharacter, 'gu');
const unsafeRuns = new RegExp(`(?:${unsafeCharacter})+`, 'gu');

const replaceUnsafe = (text: string, kept: string, replace: (character: string) => string): string =>
  text.replace(unsafe, (character) => (kept.includes(character) ? character : replace(character)));

/** Most values are this, and stay as they are. */
const printable = /^[!-~](?:[ -~]*[!-~])?$/;

/** The text on one line: each run of unsafe characters, line breaks among them, becomes a space. Not bounded. */
export const plainLine = (text: string): string => (printable.test(text) ? text : text.replace(unsafeRuns, ' ').trim());

/** The text with its line breaks; every other unsafe character becomes a space. */
export const plainLines = (text: string): string => replaceUnsafe(text, '\n', () => ' ');

/**
 * A value on one line, at most `maxLength` UTF-16 units, without unsafe characters.
 *
 * @example oneLine('first\\nsecond\\u202e third', 12) // 'first sec...'
 */
export const oneLine = (text: string, maxLength: number): string =>
  text.length > maxLength ? `${plainLine(text.slice(0, maxLength - 3))}...` : plainLine(text);

/**
 * Text that a terminal shows and does not obey: unsafe characters are written as `\u{1b}`.
 *
 * @example escapeForTerminal('done\\u001b[2J') // 'done\\u{1b}[2J'
 */
export const escapeForTerminal = (text: string, keepLineBreaks = false): string =>
  replaceUnsafe(
    text,
    keepLineBreaks ? '\n' : '',
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );

const escapedUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** One line of JSON for a terminal. JSON itself leaves DEL, C1 controls and marks of direction as they are; parsing gives the same value. */
export const escapedJson = (value: unknown): string =>
  replaceUnsafe(JSON.stringify(value), '', (character) => character.split('').map(escapedUnit).join(''));

/** What makes a spreadsheet calculate a field. @see https://owasp.org/www-community/attacks/CSV_Injection */
const startsFormula = /^[=+\-@\t\r]/;

/**
 * The content of a spreadsheet's field: without unsafe characters but tabs and line breaks, and with an apostrophe before the start of a
 * formula. Quoting the field is the work of whoever writes the row.
 *
 * @example spreadsheetField('=SUM(A1)') // "'=SUM(A1)"
 */
export const spreadsheetField = (text: string): string => {
  const plain = replaceUnsafe(text, '\t\n\r', () => '');
  return startsFormula.test(plain) ? `'${plain}` : plain;
};
