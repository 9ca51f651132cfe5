import { classOfUnit, digit } from './line-mask.ts';

// Signs of a chunk, the text up to the next white space: what a compound needs is looked at before its pattern.
const digitSign = 1;
const colonSign = 2;
const slashSign = 4;
const signOf = Uint8Array.from({ length: 128 }, (_, unit) => {
  if (unit >= 48 && unit <= 57) return digitSign;
  if (unit === 58) return colonSign;
  return unit === 47 || unit === 92 ? slashSign : 0;
});

/** The signs of `text` between two indexes. */
export const signsIn = (text: string, start: number, end: number): number => {
  let signs = 0;
  for (let index = start; index < end; index += 1) signs |= signOf[text.charCodeAt(index)] ?? 0;
  return signs;
};

/** A value that holds spaces or delimiters, or whose parts say nothing alone. */
interface Compound {
  readonly mask: string;
  /** Sticky and linear. Its structure depends only on what the signature keeps: which runs hold digits, never how many. */
  readonly pattern: RegExp;
  /** Characters it can begin with. */
  readonly starts: RegExp;
  /** Signs without which there is none, before the next white space: `digitSign`, `colonSign`, `slashSign`. */
  readonly needs?: number;
  readonly accepts?: (text: string) => boolean;
}

const notInValue = String.raw`\s"'<>()[\]{}|;`;
const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const days = 'Mon|Tue|Wed|Thu|Fri|Sat|Sun';
const sizeUnit = '(?:[KMGTP]i?B|[kmg]b|B)';
const hexGroup = '(?:\\d[0-9a-zA-Z]*|[a-f][0-9a-f]*|[A-F][0-9A-F]*)';
const sticky = (source: string): RegExp => new RegExp(source, 'y');

/** `Main.java:42` and `com.acme.Job.run:42` are positions in code, not addresses. */
const sourcePosition =
  /^(?:com|org|net|io|java|javax|sun|edu)\.|\.(?:c|cc|cpp|cs|cxx|ex|erl|go|h|hpp|hs|java|js|jsx|kt|lua|m|ml|php|pl|py|rb|rs|scala|sh|sql|swift|ts|tsx|xml|yaml|yml):\d+$/;

const compounds: readonly Compound[] = [
  {
    mask: '<url>',
    starts: /[A-Za-z]/,
    needs: colonSign | slashSign,
    pattern: sticky(String.raw`(?:[A-Za-z][A-Za-z+.-]{1,20}|[A-Za-z]{1,10}\d[A-Za-z]{0,8}):\/\/[^${notInValue},]*`),
  },
  { mask: '<arn>', starts: /a/, needs: colonSign, pattern: sticky(String.raw`arn:aws[a-z-]{0,12}:[^${notInValue},]*`) },
  {
    mask: '<endpoint>',
    starts: /[A-Za-z0-9/]/,
    needs: colonSign | digitSign,
    pattern: sticky(
      String.raw`(?:[A-Za-z0-9.-]+\/)?\/?\d+\.\d+\.\d+\.\d+:\d+(?!\w|[:.]\d)|[A-Za-z0-9][A-Za-z0-9-]*\.(?:[A-Za-z0-9.-]*\.)?[a-z]+:\d+(?!\w|[:.]\d)`,
    ),
    accepts: (text) => !sourcePosition.test(text),
  },
  {
    mask: '<time>',
    starts: /\d/,
    pattern: sticky(
      String.raw`\d+[-/.]\d+[-/.]\d+(?:[T ]|, )\d+:\d+(?::\d+)?(?:[.,]\d+)?(?: ?(?:Z|UTC|GMT|[-+]\d+(?::\d+)?))?(?![A-Za-z0-9])`,
    ),
  },
  {
    mask: '<time>',
    starts: /[ADFJMNOSTW\d]/,
    pattern: sticky(
      String.raw`(?:(?:${days}),? +)?(?:\d+[ -])?(?:${months})[ -]+\d+,?(?: \d+)?[ :]\d+:\d+(?::\d+)?(?:\.\d+)?(?: (?:UTC|GMT|[A-Z]{2,4}T|[-+]\d+))?(?: \d+)?(?![A-Za-z0-9])`,
    ),
  },
  {
    mask: '<time>',
    starts: /\d/,
    needs: colonSign,
    pattern: sticky(String.raw`\d+:\d+(?::\d+)*(?:[.,]\d+)?(?![\w:]|\.\d)`),
  },
  {
    mask: '<ip>',
    starts: /[A-Fa-f0-9:]/,
    needs: colonSign,
    pattern: sticky(String.raw`(?:::|${hexGroup}:${hexGroup}?:)(?:${hexGroup}?:){0,40}${hexGroup}?(?![\w:])`),
    accepts: (text) => /\d/.test(text),
  },
  // "5.2 KB"; the unit follows the magnitude, so it varies with the number.
  { mask: '<size>', starts: /\d/, pattern: sticky(String.raw`\d+(?:\.\d+)? ${sizeUnit}(?![A-Za-z0-9])`) },
  // "<1 sec": less than one unit.
  {
    mask: '<duration>',
    starts: /</,
    pattern: sticky(String.raw`< ?\d+(?:\.\d+)? ?(?:[nuµm]?s|sec|secs|seconds?|min|minutes?|h|hours?)(?![A-Za-z0-9])`),
  },
  // A path with its query or a list of paths; a request's protocol version belongs to its target.
  {
    mask: '<path>',
    starts: /[/~.A-Za-z]/,
    needs: slashSign,
    pattern: sticky(
      String.raw`(?:~|\.{1,2}|[A-Za-z]:)?[/\\][^${notInValue},:=?]+(?:[:=]\/[^${notInValue},:=?]+)*(?:\?[^${notInValue}]*)?(?: HTTP\/\d+(?:\.\d+)?)?`,
    ),
    accepts: (text) =>
      !/^[/\\][\d.]+$/.test(text) &&
      !/^[/\\]<[a-z*]{1,8}\+?>$/.test(text) &&
      (text.charCodeAt(0) !== 92 || text.charCodeAt(1) === 92),
  },
];

const byStart: readonly (readonly Compound[])[] = Array.from({ length: 128 }, (_, unit) =>
  compounds.filter(({ starts }) => starts.test(String.fromCharCode(unit))),
);

/** Six groups are not enough for an address of IPv6. */
const macShape = /^[0-9a-fA-F]+(?::[0-9a-fA-F]+){5}$/;

/** True for what is not a compound: a word without a delimiter in it, or a delimiter alone. */
const isPlainWord = (text: string): boolean => text.length < 2 || !/[^A-Za-z0-9]/.test(text);

/**
 * Reads a compound that begins at `index`; undefined when there is none.
 *
 * @param signs  `signsIn` the text from `index` or before it to the next white space
 */
export const readCompound = (
  text: string,
  index: number,
  signs: number,
): { readonly mask: string; readonly end: number } | undefined => {
  for (const { mask, pattern, accepts, needs = 0 } of byStart[text.charCodeAt(index)] ?? []) {
    if ((signs & needs) !== needs) continue;
    pattern.lastIndex = index;
    const match = pattern.exec(text)?.[0].replace(/[.,:]{1,16}$/, '');
    if (match === undefined || isPlainWord(match) || (accepts && !accepts(match))) continue;
    const end = index + match.length;
    // The patterns know the letters of ASCII; no compound ends inside a word of others.
    if (text.charCodeAt(end) > 127 && classOfUnit(text.charCodeAt(end - 1)) >= digit) continue;
    return { mask: mask === '<ip>' && macShape.test(match) ? '<mac>' : mask, end };
  }
  return undefined;
};

/** A size in brackets after the same size in bytes, which repeats it: `1190 bytes (1.16 KB)`. */
const repeatedSize = sticky(String.raw` \(\d+(?:\.\d+)? ?${sizeUnit}\)`);

/** Where a repeated size that begins at `index` ends; `index` when there is none. */
export const skipRepeatedSize = (text: string, index: number): number => {
  repeatedSize.lastIndex = index;
  return repeatedSize.test(text) ? repeatedSize.lastIndex : index;
};
