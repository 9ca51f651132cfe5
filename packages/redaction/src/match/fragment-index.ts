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

interface IndexedFragment extends Fragment {
  /** Where the pair that finds it ends in it. */
  readonly anchor: number;
}

/**
 * Pairs of neighbouring characters from the most common in public log lines of many kinds to rarer ones, one after the other. Where a
 * fragment is looked for decides how often a pass over a line stops: by these it stops at one character in thirteen.
 */
const commonPairs: ReadonlyMap<string, number> = new Map(
  Array.from(
    [
      'er 110 220or0011: 05inte0 -1011 ontie ro.117 0ed c -- co satseecn entare160.st5-es07]  Iom-0:5d ',
      ':10:.2:0 t  not 13lo7 ne9 ntke, 12le1. b08dege7-r e.cemetoNFIN6 O FO fetnd18 i224 itve5 an R0906',
      'ut15.02 2502alunck3: [35l ng40ulcava03s 50.c3 agac n8 ctot0-io21ar93:324isad:419 a29blch27il e14',
      'r:04:2naod6:31ocrk d7033vi54th3088Jurrusou26 rni62k  po ic41ovim orug 232cssrv/0prfali81cu-257as',
      '343-bo.3exResi4:pe /e41-Mann89mp5.1:.e78ivap56radb7.amhk-M-Nem515:xe (:J-U l8555) ]:og5346ida9Se',
      '9: D43-Cai64maC:-439c3da= 446197e:RNox3874os42oo47tu w32=0/12-ytpu2849hoxydu K2.urba4567766096he',
      'pi5]hrop mrt48374e2:5836 39986y 4c52804.rik_dd =Woeas. u6-fo7:59.ldfby3d6.a-ns71hiDelleq_1lk4f0c',
      'woeik:688-shSt8263a.umg.7983c477fsmo9embL cl91ptd9 S4-elpdigi.h gi He-c b4spk.ldues:poe,ASERJ10,',
      '90 Fu.7/73m. W.h()cdrs95 6y. 5aeir-a6_5e5aysm 65NEcs6/S 9.fi8.8:t.ifM092TT-]TP gHTncU084RAplee[1',
      '720xuh3.In.4KEt(9-owtr98m:94doupM1okd=69U1Cotp87.5q-75.aEL[r[0Daa4par@ies/ccoas= PfbQuty Asctcsu',
    ]
      .join('')
      .matchAll(/../g),
    ([pair], rank) => [pair, 1 / (rank + 10)] as const,
  ),
);

/** What a pair of a fragment costs in all its spellings, in shares of a line; those that are not listed are rare. */
const costOf = (first: number, second: number, isExact: boolean): number => {
  let cost = 0;
  for (const one of spellings(first, isExact))
    for (const other of spellings(second, isExact)) cost += commonPairs.get(String.fromCharCode(one, other)) ?? 0.0005;
  return cost;
};

/** Where the rarest pair of a fragment ends. */
const rarestPair = ({ text, isExact }: Pick<Fragment, 'text' | 'isExact'>): number => {
  let anchor = 1;
  let least = Infinity;
  for (let index = 1; index < text.length; index += 1) {
    const cost = costOf(text.charCodeAt(index - 1), text.charCodeAt(index), isExact);
    if (cost >= least) continue;
    least = cost;
    anchor = index;
  }
  return anchor;
};

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

/** Where the third character of a fragment is; `none` for a fragment of two. */
const Side = { before: 1, behind: 2, none: 4 } as const;

/** Place of a pair with a third character in a small table; several may share one, and then more is looked at. */
const slotOf = (pair: number, unit: number): number => (Math.imul(pair, 131) + Math.imul(unit, 7919)) & 0xffff;

export const indexFragments = (fragments: readonly Fragment[]): FragmentIndex => {
  const isPair = new Uint8Array(128 * 128);
  const lists: (IndexedFragment[] | undefined)[] = new Array<IndexedFragment[] | undefined>(128 * 128).fill(undefined);
  const neighbours = new Uint8Array(1 << 16);
  /** Says which third character, before or after a pair, a fragment goes on with: most hits of a pair end there. */
  const noteNeighbour = (pair: number, fragment: Fragment, anchor: number): void => {
    const side = anchor >= 2 ? anchor - 2 : anchor + 1;
    const bit = anchor >= 2 ? Side.before : Side.behind;
    if (side >= fragment.text.length) neighbours[slotOf(pair, 0)]! |= Side.none;
    else
      for (const unit of spellings(fragment.text.charCodeAt(side), fragment.isExact))
        neighbours[slotOf(pair, unit)]! |= bit;
  };
  for (const fragment of fragments) {
    const { text, isExact } = fragment;
    const anchor = rarestPair(fragment);
    for (const first of spellings(text.charCodeAt(anchor - 1), isExact)) {
      for (const second of spellings(text.charCodeAt(anchor), isExact)) {
        const pair = (first << 7) | second;
        isPair[pair] = 1;
        (lists[pair] ??= []).push({ ...fragment, anchor });
        noteNeighbour(pair, fragment, anchor);
      }
    }
  }
  return {
    isPair,
    visit: (pair, text, index, found) => {
      const before = index >= 2 ? text.charCodeAt(index - 2) : 0;
      const behind = index + 1 < text.length ? text.charCodeAt(index + 1) : 0;
      if (
        (neighbours[slotOf(pair, before)]! & Side.before) === 0 &&
        (neighbours[slotOf(pair, behind)]! & Side.behind) === 0 &&
        (neighbours[slotOf(pair, 0)]! & Side.none) === 0
      )
        return false;
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
