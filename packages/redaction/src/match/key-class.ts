import type { KeyKind } from '../table/key-kind.ts';
import { harmlessTokens, keyKinds } from '../table/key-names.ts';
import type { RedactionClass } from '../redaction-class.ts';
import { passesValueTest } from './value-tests.ts';

/** Words of a name: `DB_PASSWORD`, `dbPassword`, `x.db-password` and `db password` are `db`, `password`. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]{1,8}/)
    .filter((word) => word !== '' && !/^\d{1,4}$/.test(word));

/** What a name says: a kind, and the further ones that have the same name, for values of another sort. */
export type NamedKind = KeyKind & { readonly orElse?: NamedKind };

const byTail = new Map<string, NamedKind>();
/** Ends of single words, longest first. */
const wordEnds: (readonly [string, NamedKind])[] = [];
const withOther = (first: NamedKind | undefined, kind: KeyKind): NamedKind =>
  first === undefined || first.value === kind.value
    ? (first ?? kind)
    : { ...first, orElse: withOther(first.orElse, kind) };
for (const kind of keyKinds) {
  for (const name of kind.names) {
    const tail = name.replace('*', '').replaceAll(' ', '');
    byTail.set(tail, withOther(byTail.get(tail), kind));
    if (name.startsWith('*')) wordEnds.push([tail, kind]);
  }
}
wordEnds.sort(([left], [right]) => right.length - left.length);

/** Maximum number of words that a row of the table has. */
const maxTail = 4;

const lookUp = (words: readonly string[]): NamedKind | undefined => {
  // A token that pages through results opens nothing.
  if (/^tokens?$/.test(words.at(-1) ?? '') && harmlessTokens.has(words.at(-2) ?? '')) return undefined;
  for (let count = Math.min(maxTail, words.length); count >= 1; count -= 1) {
    const kind = byTail.get(words.slice(-count).join(''));
    if (kind) return kind;
  }
  const last = words.at(-1) ?? '';
  for (const [end, kind] of wordEnds) {
    if (!last.endsWith(end)) continue;
    return end.startsWith('token') && harmlessTokens.has(last.slice(0, -end.length)) ? undefined : kind;
  }
  return undefined;
};

/** What names say, remembered: records of a kind have the same ones. */
const kindByName = new Map<string, NamedKind | null>();
const maxNames = 4_096;
const maxNameLength = 128;

/** Leaves under a key that says what they are: `password.new`. */
const plainLeaf =
  /^(.{1,120})\.(?:old|new|current|previous|value|values|plain|plaintext|text|raw|data|confirm|confirmation|repeat|\d{1,4})$/i;

/** What the name of a field says about its value; undefined when it says nothing. */
export const kindOfName = (name: string): NamedKind | undefined => {
  const known = kindByName.get(name);
  if (known !== undefined) return known ?? undefined;
  const parent = plainLeaf.exec(name)?.[1];
  const found = lookUp(wordsOf(name)) ?? (parent === undefined ? undefined : lookUp(wordsOf(parent)));
  if (kindByName.size >= maxNames) kindByName.clear();
  if (name.length <= maxNameLength) kindByName.set(name, found ?? null);
  return found;
};

/** The class of a value under a name of this kind; undefined when it is not of the sort that the name announces. */
export const classOfValue = (kind: NamedKind, value: string, isFolderKey = false): RedactionClass | undefined => {
  for (let one: NamedKind | undefined = kind; one !== undefined; one = one.orElse)
    if (passesValueTest(one.value, value, isFolderKey)) return one.found;
  return undefined;
};

/** Words that are rare enough to be looked for by themselves; others count only before what may part them from a value. */
const ownFragment = /^\*?(?:password|passwd|passphrase|passcode|secret|credential|token|apikey)/;
const minOwnLength = 8;
/** What may part a name from its value, directly after it. */
export const isEndOfName = (text: string, index: number): boolean => {
  const unit = text.charCodeAt(index);
  const sign = unit === 32 ? text.charCodeAt(index + 1) : unit;
  if (sign === 61 || sign === 58) return true;
  return unit === 34 || unit === 39 || unit === 92 || unit === 62;
};

/** Whether a word of a name may begin at `index`: not at a small letter that goes on with a letter or digit, as in `brightnessIn`. */
export const beginsWord = (text: string, index: number): boolean =>
  index === 0 || !/^[A-Za-z\d][a-z]/.test(text.slice(index - 1, index + 1)) || text.charAt(index - 2) === '\\';

interface KeyFragment {
  readonly text: string;
  /** Whether it is rare enough to count wherever it is. */
  readonly isOwn: boolean;
  /** Whether it may be the end of a longer word. */
  readonly isTail: boolean;
}

const fragmentsByText = new Map<string, KeyFragment>([['cookie', { text: 'cookie', isOwn: false, isTail: true }]]);
for (const { names } of keyKinds) {
  for (const name of names) {
    const words = name.replace('*', '').split(' ');
    const isOwn = ownFragment.test(name) || (words.length > 1 && words.join('').length >= minOwnLength);
    for (const sign of ['', '_', '-', ' ', '.']) {
      const text = words.join(sign);
      const isTail = name.startsWith('*') || fragmentsByText.get(text)?.isTail === true;
      fragmentsByText.set(text, { text, isOwn, isTail });
    }
  }
}

/** Spellings of the names in the table, in lower case: one of them is in every text that contains such a key. */
export const keyFragments: readonly KeyFragment[] = [
  { text: 'authorization', isOwn: true, isTail: true },
  ...fragmentsByText.values(),
];
