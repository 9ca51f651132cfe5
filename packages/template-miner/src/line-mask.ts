// What a masked line is, for everyone who masks one: the miner (`signature.ts`, `masks.ts`), the fast path (`LineScan`) and the
// assembly (`packages/known-lines/assembly`), which compiles this file too. So it contains plain constants and simple functions, and
// its only types are `number` and `boolean`.
//
// A word is a run of letters and digits. A word that contains a digit is masked, unless it is a name:
//
//     status 503 of blk_-77 took 12ms        ->  status # of blk_-# took #ms
//     id 9f86d081 at 0x7fFE10 in jk2, v1.12  ->  id h at x in jk2, v1.#
//
// The masked line has the same words and delimiters as the line. Lines with one masked line have one template, and a position
// between two masked runs means the same in all of them.

// Classes of characters. From `digit` on they belong to words. Each of those is a bit, so that the classes of a word add up.

/** Ends a word: spaces, tabs and punctuation. */
export const sign = 0;
/** A control character, or what replaced bytes that are not text: a line with one is never known. Ends a word. */
export const control = 1;
export const digit = 2;
/** `a` to `f`: with digits they may be an identifier. */
export const hexLetter = 4;
/** Every other letter of ASCII. */
export const letter = 8;
/** Everything beyond ASCII. */
export const wideLetter = 16;

/**
 * Class of a UTF-16 unit.
 *
 * @example
 * classOfUnit(55); // digit: '7'
 * classOfUnit(97); // hexLetter: 'a'
 * classOfUnit(45); // sign: '-'
 */
export function classOfUnit(unit: number): number {
  if (unit > 127) return unit === 0xfffd ? control : wideLetter;
  if (unit < 32) return unit === 9 ? sign : control;
  if (unit === 127) return control;
  if (unit >= 48 && unit <= 57) return digit;
  if (unit >= 97 && unit <= 102) return hexLetter;
  const isLetter = (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
  return isLetter ? letter : sign;
}

/** Digits that a name may contain: `jk2`, `x86`, `IPv6`. */
export const maxNameDigits = 2;

/**
 * True for a word that is kept whole although it contains digits: it begins with a letter and contains few digits.
 *
 * @example
 * isName(false, 2); // true: 'jk2' has one, 'x86' two
 * isName(true, 1); // false: '3d' begins with a digit
 */
export function isName(beginsWithDigit: boolean, digits: number): boolean {
  return !beginsWithDigit && digits <= maxNameDigits;
}

/**
 * True for a word of ASCII that is masked whole because of its first two characters, `0x` or `0X`.
 *
 * @example
 * isPrefixed(48, 120); // true: '0x...'
 */
export function isPrefixed(first: number, second: number): boolean {
  return first === 48 && (second === 120 || second === 88);
}

// Marks: what the hash of a masked line takes in for a masked run. In any other word with digits, each run of digits is masked by
// itself and the letters are kept.

/** Digits alone, however many. */
export const digitsMark = 1;
/** Digits and `a` to `f` in one word, by what begins it. */
export const hexFromDigitMark = 2;
export const hexFromLetterMark = 3;
/** `0x` and what follows. */
export const prefixedMark = 4;
/** Several spaces; white space with anything but spaces in it. The miner alone takes white space together. */
export const spacesMark = 5;
export const blankMark = 6;

/** Added to a mark where UTF-16 units are hashed one by one: no unit has such a value. */
export const markBase = 0x10000;

// The two halves of the hash that `Signature` and `LineScan` make; the assembly has a hash of its own (`hash.ts`).

export const highStart = 0x2545f491;
export const lowStart = 0x41c6ce57;
export const highFactor = 0x9e3779b1;
export const lowFactor = 0x5f356495;
export const lowEndFactor = 0x85ebca6b;
