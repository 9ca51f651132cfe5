import { numbered } from './generalise.ts';
import type { Shape } from './lists.ts';
import type { LiveTemplate } from './live-template.ts';
import { isNameLike } from './positions.ts';

/** First words of a message that may be names which the line's layout puts there: host, program, thread. */
const maxPositions = 4;
/** Messages that two words must have begun alike before they are names of one column. */
const minSharedRests = 4;
/** Words of a sentence that the rest of a message must have: what is said of a name, and not the name of another thing. */
const minRestWords = 2;
/** Templates with one rest that are looked at. */
const maxSiblings = 32;
/** Pairs of words of one scope that are counted. */
const maxPairs = 4096;
/** Names of columns that one scope has. */
const maxColumns = 512;

const prime = 0x01000193;

const hashOf = (word: string, position: number): number => {
  let hash = Math.imul(position + 1, 0x9e3779b1);
  for (let index = 0; index < word.length; index += 1) hash = Math.imul(hash ^ word.charCodeAt(index), prime);
  return hash ^ (hash >>> 13);
};

const isSentenceWord = (word: string): boolean => /^[\p{L}][\p{L}'-]{1,40}$/u.test(word);

/** Whether a word may be a name of a column, or stands for several: no other mask, nor a number. */
const mayName = (word: string): boolean => word === '<*>' || (/^\p{L}/u.test(word) && !/<(?!num>)/.test(word));

/** Whether two messages are the same but for the word at a position, and for the numbers in names. */
const isSameRest = (left: Shape, right: Shape, position: number): boolean =>
  left.words.length === right.words.length &&
  left.gaps.every((gap, index) => gap === right.gaps[index]) &&
  left.words.every((word, index) => {
    const other = right.words[index] ?? '';
    return index === position || word === other || numbered(word) === numbered(other);
  });

/** Hashes of what a message is without each of its first words. */
const restsOf = ({ words, gaps }: Shape): readonly number[] => {
  let total = 0;
  let sentenceWords = 0;
  const hashes = words.map((word, position) => hashOf(numbered(word), position));
  for (const hash of hashes) total = (total + hash) | 0;
  for (const [position, gap] of gaps.entries()) total = (total + hashOf(gap, 1000 + position)) | 0;
  for (const word of words) if (isSentenceWord(word)) sentenceWords += 1;
  return hashes.slice(0, maxPositions).map((hash, position) => {
    const others = sentenceWords - (isSentenceWord(words[position] ?? '') ? 1 : 0);
    return others < minRestWords || !mayName(words[position] ?? '')
      ? Number.NaN
      : Math.imul((total - hash) | 0, position * 2 + 1);
  });
};

const keyOf = (position: number, word: string): string => `${position} ${numbered(word)}`;

/** A word at a position that has turned out to be a name of a column. */
export interface ColumnName {
  readonly position: number;
  readonly name: string;
}

/**
 * Learns which of the first words of a scope's messages are names that the layout puts before each message (host, program, thread)
 * where no single line says so: the same few names stand before many messages that are otherwise the same.
 *
 * @example
 * // `web01 billing: cache rebuilt`, `db-primary billing: cache rebuilt`, and three more messages that both hosts wrote:
 * // `web<num>` and `db-primary` are names of one column, and each message is one template whoever wrote it.
 */
export class LeadingNames {
  readonly #byRest = new Map<number, LiveTemplate[]>();
  /** What messages that both words of a pair begin have in common otherwise: hashes, fewer than `minSharedRests`. */
  readonly #shared = new Map<string, Set<number>>();
  /** Words that are names of a column, each with its position. */
  readonly #columns = new Set<string>();

  add(template: LiveTemplate): void {
    for (const rest of restsOf(template)) {
      if (Number.isNaN(rest)) continue;
      const known = this.#byRest.get(rest);
      if (known === undefined) this.#byRest.set(rest, [template]);
      else known.push(template);
    }
  }

  /** Takes out a template that has the words it was added with. */
  remove(template: LiveTemplate): void {
    for (const rest of restsOf(template)) {
      const left = this.#byRest.get(rest)?.filter((one) => one !== template);
      if (left === undefined) continue;
      if (left.length === 0) this.#byRest.delete(rest);
      else this.#byRest.set(rest, left);
    }
  }

  /** A template that differs from another in the names of one column alone. */
  sibling(template: LiveTemplate): LiveTemplate | undefined {
    if (this.#columns.size === 0) return undefined;
    for (const { other, position } of this.#alike(template))
      if (this.#isName(template.words[position]!, position) && this.#isName(other.words[position]!, position))
        return other;
    return undefined;
  }

  /** Notes a template that is new, or has become one of several; gives back the words that by it have become names of a column. */
  note(template: LiveTemplate): readonly ColumnName[] {
    const found = new Map<string, ColumnName>();
    for (const { other, position, rest } of this.#alike(template)) {
      const [one, two] = [template.words[position]!, other.words[position]!];
      if (numbered(one) === numbered(two)) continue;
      if (!isNameLike(one) && !isNameLike(two) && !this.#isBesideName(template, position)) continue;
      const names = [one, two].filter((word) => !this.#isName(word, position));
      // A word that stands where names of a known column stand is counted with all of them.
      const pair =
        names.length === 1 ? keyOf(position, names[0]!) : [keyOf(position, one), keyOf(position, two)].sort().join(' ');
      const rests = this.#shared.get(pair) ?? new Set();
      if (this.#columns.size >= maxColumns || (rests.size === 0 && this.#shared.size >= maxPairs)) continue;
      this.#shared.set(pair, rests.add(rest));
      if (rests.size < minSharedRests) continue;
      this.#shared.delete(pair);
      for (const word of names) {
        this.#columns.add(keyOf(position, word));
        found.set(keyOf(position, word), { position, name: numbered(word) });
      }
    }
    return [...found.values()];
  }

  #isName(word: string, position: number): boolean {
    return word === '<*>' || this.#columns.has(keyOf(position, word));
  }

  /** Whether the word before or after a position is a name of a column: a plain word beside it may be one too, `eu-west-1 prod`. */
  #isBesideName({ words }: LiveTemplate, position: number): boolean {
    return [position - 1, position + 1].some((near) => words[near] !== undefined && this.#isName(words[near], near));
  }

  *#alike(
    template: LiveTemplate,
  ): Generator<{ readonly other: LiveTemplate; readonly position: number; readonly rest: number }> {
    for (const [position, rest] of restsOf(template).entries())
      for (const other of (this.#byRest.get(rest) ?? []).slice(0, maxSiblings))
        if (other !== template && isSameRest(other, template, position)) yield { other, position, rest };
  }
}
