import { indexFragments, type Fragment } from './match/fragment-index.ts';
import { beginsWord, isEndOfName, keyFragments } from './match/key-class.ts';
import type { Trigger } from './match/match.ts';
import { patternRules } from './rules.ts';

/** What a first look found: the rules by their index, and whether keys or escapes are to be looked at. */
export interface Suspicions {
  readonly rules: Set<number>;
  hasKeys: boolean;
  hasEscapes: boolean;
}

/** Targets of fragments that are not rule's. */
const keysTarget = -1;
const escapesTarget = -2;

/** Longest fragment that is looked at with what is around it, and how far. */
const weakLength = 3;
const lookAround = 160;

/** Whether the pattern matches where a short fragment of it is: at its beginning, or around it. */
const lookCloser = (pattern: RegExp, fragment: string): NonNullable<Fragment['isMatchAt']> => {
  const sticky = new RegExp(pattern.source, 'y');
  const near = new RegExp(pattern.source);
  const isFirst =
    pattern.source.includes(`)${fragment.replace(/[.+]/g, String.raw`\$&`)}[`) || pattern.source.startsWith(fragment);
  return (text, index) => {
    if (!isFirst) return near.test(text.slice(Math.max(0, index - lookAround), index + lookAround));
    sticky.lastIndex = index;
    return sticky.test(text);
  };
};

const fragments: readonly Fragment[] = [
  ...keyFragments.map(({ text, isOwn, isTail }): Fragment => {
    const named = { text, isExact: false, target: keysTarget };
    if (isOwn) return named;
    return {
      ...named,
      isMatchAt: (whole, at) => isEndOfName(whole, at + text.length) && (isTail || beginsWord(whole, at)),
    };
  }),
  { text: '\\u00', isExact: false, target: escapesTarget },
  ...patternRules.flatMap(({ fragments: texts, isExact = false, pattern }, target) =>
    texts.map((text): Fragment => {
      if (!isExact || text.length > weakLength) return { text, isExact, target };
      return { text, isExact, target, isMatchAt: lookCloser(pattern, text) };
    }),
  ),
];
const index = indexFragments(fragments);

const rulesOf = (trigger: Trigger): readonly number[] =>
  patternRules.flatMap((rule, index) => (rule.trigger === trigger ? [index] : []));
const triggered = {
  numbers: rulesOf('numbers'),
  mail: rulesOf('mail'),
  address: rulesOf('address'),
  mac: rulesOf('mac'),
  dots: rulesOf('dots'),
  keys: rulesOf('keys'),
  addresses: rulesOf('addresses'),
};

/** Fewest digits of a card number. */
const minCardDigits = 13;

/**
 * Lengths of the groups of personal numbers, four bits each: 3-2-4 (USA), 3-3-4 (telephones), 4-4-4-4 and 4-6-5 (cards), 3-3-3-2 (Brazil),
 * 3-4-4-2 (Switzerland). The number of Brazil has a dash before its last group, which addresses of four such groups have not. The
 * scans of known lines have the same.
 *
 * @param before  the sign before the last group, as a UTF-16 unit
 */
const isPersonalGroups = (groups: number, before: number): boolean => {
  const three = groups & 0xfff;
  const four = groups & 0xffff;
  if (three === 0x324 || three === 0x334 || three === 0x465 || four === 0x4444 || four === 0x3442) return true;
  return four === 0x3332 && before === 45;
};

const isUpper = (unit: number): boolean => unit >= 65 && unit <= 90;
const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;

const idShape =
  /[A-Z]{2}\d{2}[\dA-Z -]{8,40}|[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]|[A-Z]{2}(?:\d{6}| \d{2} \d{2} \d{2} )[A-D]|[XYZ]\d{7}[A-Z]|[A-HJ-NPR-Z\d]{17}(?![A-Za-z\d])/y;
/** Characters before a digit within which an id of capitals may begin. */
const maxIdHead = 16;

/** Whether an id with capitals stands around the digits at `start`, whose neighbour before is a capital or nothing of a word. */
const mayBeId = (text: string, start: number): boolean => {
  let head = start;
  while (
    head > 0 &&
    start - head < maxIdHead &&
    (isUpper(text.charCodeAt(head - 1)) || isDigit(text.charCodeAt(head - 1)))
  )
    head -= 1;
  idShape.lastIndex = head;
  return idShape.test(text);
};

/** True when a number that begins at `start` may be a card's: no part of a longer name, and a first digit from 2 to 6. */
const mayBeCard = (text: string, start: number): boolean => {
  const first = text.charCodeAt(start);
  return (first >= 50 && first <= 54) || first === 56
    ? start === 0 || !/[\w.+-]/.test(text[start - 1] ?? '') || /^\\[nrt]$/.test(text.slice(start - 2, start))
    : false;
};

/** Whether the sign at `at` goes on with a name or a number, as the `+` of `1024+512` does; no telephone number begins there. */
const isInName = (text: string, at: number): boolean =>
  at > 0 && /[\w.:+-]/.test(text.charAt(at - 1)) && !/^\\[nrt]$/.test(text.slice(Math.max(0, at - 2), at));

/** A name, and a point after it. */
const label = /[\w\u00c0-\u024f-]+\./y;
const isMailAt = (text: string, at: number): boolean => {
  label.lastIndex = at + 1;
  return label.test(text);
};

/** Six pairs with the same sign between them, whose first sign is at `at`. */
const isSixPairs = (text: string, at: number, unit: number): boolean =>
  text.charCodeAt(at + 12) === unit &&
  text.charCodeAt(at + 3) === unit &&
  text.charCodeAt(at + 6) === unit &&
  text.charCodeAt(at + 9) === unit &&
  at >= 2;

/** Fewest characters before the first and after the second of two points in a token; the tokens themselves have more. */
const minDotted = 16;
const isTokenUnit = (unit: number): boolean =>
  isDigit(unit) || isUpper(unit) || (unit >= 97 && unit <= 122) || unit === 45 || unit === 95;

/** Whether two points are in one word that is as long as a token on both sides of them. */
const isDotted = (text: string, first: number, second: number): boolean => {
  if (second + minDotted >= text.length) return false;
  for (let at = first - minDotted; at <= second + minDotted; at += 1)
    if (at !== first && at !== second && !isTokenUnit(text.charCodeAt(at))) return false;
  return true;
};

/** Groups of digits that a pass over a text is in: their lengths, their sum, where the last one ended. One pass runs at a time. */
const digits = { groups: 0, sum: 0, end: -2, isInternational: false };

/** Takes a run of digits; says whether a personal number may end with it. */
const takeDigits = (text: string, start: number, end: number): boolean => {
  const count = end - start;
  const before = start === 0 ? 0 : text.charCodeAt(start - 1);
  const gap = start - digits.end;
  const isBracket = (gap === 2 && before === 32 && text.charCodeAt(start - 2) === 41) || (gap === 1 && before === 41);
  const isJoined = isBracket || (gap === 1 && (before === 32 || before === 45));
  const isLoose = isJoined || (gap === 1 && (before === 46 || before === 47));
  const after = end < text.length ? text.charCodeAt(end) : 0;
  digits.end = end;
  if (isLoose) {
    digits.groups = (digits.groups << 4) | (count < 15 ? count : 15);
    digits.sum = isJoined || (before === 46 && count <= 6) ? digits.sum + count : count;
    if (isPersonalGroups(digits.groups, before) || (digits.isInternational && digits.sum >= 10)) return true;
    if (digits.sum >= minCardDigits && isJoined) return true;
  } else {
    digits.groups = count < 15 ? count : 15;
    digits.sum = count;
    digits.isInternational =
      count >= 3 &&
      count <= 6 &&
      text.charCodeAt(start) === 48 &&
      text.charCodeAt(start + 1) === 48 &&
      text.charCodeAt(start + 2) !== 48;
  }
  if (count >= minCardDigits && mayBeCard(text, start)) return true;
  if ((before === 43 && !isInName(text, start - 1)) || (after === 124 && (count === 15 || count === 16))) return true;
  if (isUpper(before) || (after !== 0 && isUpper(after) && !isDigit(before)))
    return mayBeId(text, start) || (count === 8 && isUpper(after));
  return false;
};

/** What each character asks the pass to do; 0 for nothing. */
const Kind = { digit: 1, at: 2, percent: 3, pairSign: 4, point: 5 } as const;
const kinds = new Uint8Array(128);
for (let unit = 48; unit <= 57; unit += 1) kinds[unit] = Kind.digit;
kinds[64] = Kind.at;
kinds[37] = Kind.percent;
kinds[58] = kinds[45] = Kind.pairSign;
kinds[46] = Kind.point;

const isHex = (unit: number): boolean => isDigit(unit) || (unit >= 65 && unit <= 70) || (unit >= 97 && unit <= 102);

/** What the pass that runs collects; undefined when the first suspicion is enough. */
let collected: Suspicions | undefined;

/** Notes rules; true when the pass may end. */
const note = (rules: readonly number[]): boolean => {
  if (collected === undefined) return true;
  for (const rule of rules) collected.rules.add(rule);
  return false;
};
const noteTarget = (target: number): boolean => {
  if (collected === undefined) return true;
  if (target === escapesTarget) collected.hasEscapes = true;
  else if (target === keysTarget) {
    if (!collected.hasKeys) note(triggered.keys);
    collected.hasKeys = true;
  } else collected.rules.add(target);
  return false;
};

const { isPair } = index;

/** What a character other than a digit asks for; true when the pass may end. */
const noteSign = (text: string, at: number, unit: number, lastPoint: number): boolean => {
  switch (kinds[unit]) {
    case Kind.at:
      return (isMailAt(text, at) && note(triggered.mail)) || (text.includes('://') && note(triggered.address));
    case Kind.percent:
      return isHex(text.charCodeAt(at + 1)) && noteTarget(escapesTarget);
    case Kind.pairSign:
      return isSixPairs(text, at, unit) && note(triggered.mac);
    case Kind.point:
      return at - lastPoint === 7 && lastPoint >= minDotted && isDotted(text, lastPoint, at) && note(triggered.dots);
    default:
      return false;
  }
};

/** What a pair of neighbouring characters asks the pass to do, as bits; 0 for most pairs, so that one look-up is all that most characters cost. */
const Action = { fragment: 1, digitsBegin: 2, digitsEnd: 4, sign: 8 } as const;
const actions = Uint8Array.from({ length: 128 * 128 }, (_, pair) => {
  const [before, unit] = [pair >> 7, pair & 127];
  const begins = isDigit(unit) && !isDigit(before) ? Action.digitsBegin : 0;
  const ends = isDigit(before) && !isDigit(unit) ? Action.digitsEnd : 0;
  const sign = kinds[unit]! > Kind.digit ? Action.sign : 0;
  return begins | ends | sign | (isPair[pair] === 1 ? Action.fragment : 0);
});

/** One pass over a text; true when the first suspicion ended it. */
const look = (text: string): boolean => {
  const { length } = text;
  digits.end = -2;
  let before = 0;
  let lastPoint = -1;
  let digitsFrom = -1;
  for (let at = 0; at < length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 127) {
      if (digitsFrom >= 0 && takeDigits(text, digitsFrom, at) && note(triggered.numbers)) return true;
      digitsFrom = -1;
      before = 0;
      continue;
    }
    const pair = (before << 7) | unit;
    before = unit;
    const action = actions[pair]!;
    if (action === 0) continue;
    if ((action & Action.digitsBegin) !== 0) digitsFrom = at;
    else if ((action & Action.digitsEnd) !== 0) {
      if (takeDigits(text, digitsFrom, at) && note(triggered.numbers)) return true;
      digitsFrom = -1;
    }
    if ((action & Action.sign) !== 0) {
      if (noteSign(text, at, unit, lastPoint)) return true;
      if (unit === 46) lastPoint = at;
    }
    if ((action & Action.fragment) !== 0 && index.visit(pair, text, at, noteTarget)) return true;
  }
  return digitsFrom >= 0 && takeDigits(text, digitsFrom, length) && note(triggered.numbers);
};

/**
 * One cheap pass that ordinary lines fail: true when a text may contain something that a policy takes out, addresses aside. Whatever a
 * pattern can match passes; a test keeps that so.
 *
 * The answer does not depend on the digits of masked runs but where the scans of known lines note a personal number.
 */
export const isSuspicious = (text: string): boolean => {
  collected = undefined;
  return look(text);
};

/** The same pass, with everything that it notices. */
export const findSuspicions = (text: string): Suspicions => {
  const all: Suspicions = { rules: new Set(), hasKeys: false, hasEscapes: false };
  collected = all;
  look(text);
  collected = undefined;
  return all;
};

/** Rules of addresses, which no first look goes by. */
export const addressRules: readonly number[] = triggered.addresses;
