/** A small text that is looked for, and what finding it means. */
export interface Fragment {
  readonly text: string;
  /** Whether small letters stand for themselves alone; capitals always do. */
  readonly isExact: boolean;
  /** Number of what it points to. */
  readonly target: number;
  /** Looks closer at a short fragment: whether a match is there. */
  readonly isMatchAt?: (text: string, index: number) => boolean;
}

interface Placed extends Fragment {
  /** Where the pair that finds it ends in it. */
  readonly anchor: number;
}

/** Letters from the most common in logs; the rarest pair of a fragment is the one that is looked for. */
const common = ' etaoinsrhldcumfpgwybvkxjqz';
const rarity = (unit: number): number => {
  const place = common.indexOf(String.fromCharCode(unit).toLowerCase());
  const isCapital = unit >= 65 && unit <= 90;
  if (place >= 0) return isCapital ? 20 + place : place;
  // Quotes, points and hyphens are everywhere in logs.
  return unit === 95 ? 14 : unit === 46 || unit === 45 || unit === 58 || unit === 47 ? 4 : 20;
};

/** Where the rarest pair of a fragment ends. */
const rarestPair = (text: string): number => {
  let anchor = 1;
  let best = -1;
  for (let index = 1; index < text.length; index += 1) {
    const isCommon = commonPairs.has(text.slice(index - 1, index + 1).toLowerCase());
    const rare = isCommon ? 0 : rarity(text.charCodeAt(index - 1)) + rarity(text.charCodeAt(index));
    if (rare <= best) continue;
    best = rare;
    anchor = index;
  }
  return anchor;
};

/** Pairs of letters that most log lines have. */
const commonPairs: ReadonlySet<string> = new Set(
  'id mb cc ve ws pa in ki co yp fi pe cu um rd ss cl ur ke ng ry er re on te en st ti or es at ed de nt ro io se al me ce ne ma ar ta li ra ac oc ic ca ec il ch ha si lo le el ea is'.split(
    ' ',
  ),
);

const isUpper = (unit: number): boolean => unit >= 65 && unit <= 90;
const isLower = (unit: number): boolean => unit >= 97 && unit <= 122;

const spellings = (unit: number, isExact: boolean): readonly number[] =>
  !isExact && isLower(unit) ? [unit, unit - 32] : [unit];

const isFragmentAt = (text: string, start: number, { text: fragment, isExact }: Fragment): boolean => {
  if (start < 0 || start + fragment.length > text.length) return false;
  for (let at = 0; at < fragment.length; at += 1) {
    const unit = text.charCodeAt(start + at);
    const wanted = fragment.charCodeAt(at);
    if (unit !== wanted && (isExact || !isUpper(unit) || unit + 32 !== wanted)) return false;
  }
  return true;
};

/** Fragments by the pair of neighbouring characters that finds them. */
export interface FragmentIndex {
  /** Whether a pair of ASCII characters, `before << 7 | unit`, finds any fragment. A table of bytes, so that it stays in the cache. */
  readonly isPair: Uint8Array;
  /** Calls `found` for each fragment whose pair ends at `index`; stops when it returns true. */
  visit(pair: number, text: string, index: number, found: (target: number) => boolean): boolean;
}

export const indexFragments = (fragments: readonly Fragment[]): FragmentIndex => {
  const isPair = new Uint8Array(128 * 128);
  const lists: (Placed[] | undefined)[] = new Array<Placed[] | undefined>(128 * 128).fill(undefined);
  for (const fragment of fragments) {
    const { text, isExact } = fragment;
    const anchor = rarestPair(text);
    for (const first of spellings(text.charCodeAt(anchor - 1), isExact)) {
      for (const second of spellings(text.charCodeAt(anchor), isExact)) {
        const pair = (first << 7) | second;
        isPair[pair] = 1;
        (lists[pair] ??= []).push({ ...fragment, anchor });
      }
    }
  }
  return {
    isPair,
    visit: (pair, text, index, found) => {
      const list = lists[pair] ?? [];
      for (let at = 0; at < list.length; at += 1) {
        const fragment = list[at]!;
        const start = index - fragment.anchor;
        if (!isFragmentAt(text, start, fragment)) continue;
        if ((!fragment.isMatchAt || fragment.isMatchAt(text, start)) && found(fragment.target)) return true;
      }
      return false;
    },
  };
};
