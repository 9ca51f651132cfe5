// Control characters, line breaks, marks that reorder text and halves of characters: a value may not forge a line.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\p{Cs}]+/gu;

/** Most values are this, and stay as they are. */
const printable = /^[!-~](?:[ -~]*[!-~])?$/;

/**
 * A value on one line, at most `maxLength` UTF-16 units, without control or reordering characters.
 *
 * @example oneLine('first\\nsecond\\u202e third', 12) // 'first sec...'
 */
export const oneLine = (text: string, maxLength: number): string => {
  const isCut = text.length > maxLength;
  if (!isCut && printable.test(text)) return text;
  const line = text
    .slice(0, isCut ? maxLength - 3 : maxLength)
    .replace(unprintable, ' ')
    .trim();
  return isCut ? `${line}...` : line;
};
