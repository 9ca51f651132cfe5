/** Value of the ASCII digit at an index, or -1. */
export const digitAt = (text: string, at: number): number => {
  const digit = text.charCodeAt(at) - 48;
  return digit >= 0 && digit <= 9 ? digit : -1;
};

/** Value of two ASCII digits at an index, or -1. */
export const twoDigits = (text: string, at: number): number => {
  const high = text.charCodeAt(at) - 48;
  const low = text.charCodeAt(at + 1) - 48;
  return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? high * 10 + low : -1;
};

/** Number of ASCII digits from an index on, counted up to `maxLength`. */
export const digitRun = (text: string, at: number, maxLength: number): number => {
  let count = 0;
  while (count < maxLength && digitAt(text, at + count) >= 0) count += 1;
  return count;
};

/** The number that `length` ASCII digits stand for; callers have counted them. */
export const digitsValue = (text: string, at: number, length: number): number => {
  let value = 0;
  for (let index = at; index < at + length; index += 1) value = value * 10 + (text.charCodeAt(index) - 48);
  return value;
};

/** ASCII, and the Latin letters with marks that names of months hold. */
const isLetterCode = (code: number): boolean =>
  (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (code >= 0xc0 && code <= 0xff);

/** Length of the run of letters from an index on, counted up to `maxLength`. */
export const letterRun = (text: string, at: number, maxLength: number): number => {
  let count = 0;
  while (count < maxLength && isLetterCode(text.charCodeAt(at + count))) count += 1;
  return count;
};

/** Index of the first character from `at` on that is neither a space nor a tab. */
export const skipSpaces = (text: string, at: number): number => {
  let index = at;
  for (;;) {
    const code = text.charCodeAt(index);
    if (code !== 32 && code !== 9) return index;
    index += 1;
  }
};
