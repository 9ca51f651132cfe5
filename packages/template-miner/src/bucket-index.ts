import type { LiveTemplate, PreparedShape, TemplateIndex } from './live-template.ts';
import type { Shape } from './lists.ts';
import { isAccountName, isValuePlace } from './places.ts';

/** A constant word at a place, as one key. */
const keyOf = (place: number, word: string): string => `${place} ${word}`;

interface Anchor {
  readonly place: number;
  readonly key: string;
}

/** True for a word that a message must have at the same place to be of the template. */
const mayAnchor = (shape: Shape, place: number): boolean => {
  const word = shape.words[place] ?? '';
  return word !== '' && !/[<\d]/.test(word) && !isAccountName(word) && !isValuePlace(shape, place);
};

const addTo = <Key>(sets: Map<Key, Set<LiveTemplate>>, key: Key, template: LiveTemplate): void => {
  const set = sets.get(key);
  if (set) set.add(template);
  else sets.set(key, new Set([template]));
};

const removeFrom = <Key>(sets: Map<Key, Set<LiveTemplate>>, key: Key, template: LiveTemplate): void => {
  const set = sets.get(key);
  set?.delete(template);
  if (set?.size === 0) sets.delete(key);
};

const nobody: ReadonlySet<LiveTemplate> = new Set();

/**
 * Finds the few templates of a large bucket that can stand for a message.
 *
 * Each template hangs on one of its constant words, the one that fewest others hang on: a message without that word at that
 * place is not of the template, unless the message itself says that a value stands there.
 */
export class BucketIndex implements TemplateIndex {
  readonly #byAnchor = new Map<string, Set<LiveTemplate>>();
  readonly #byPlace = new Map<number, Set<LiveTemplate>>();
  /** Templates without a constant word that could be asked for. */
  readonly #free = new Set<LiveTemplate>();
  readonly #anchors = new Map<LiveTemplate, Anchor>();

  add(template: LiveTemplate): void {
    let best: Anchor | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    for (let place = 0; place < template.words.length && fewest > 0; place += 1) {
      if (!mayAnchor(template, place)) continue;
      const key = keyOf(place, template.words[place] ?? '');
      const size = this.#byAnchor.get(key)?.size ?? 0;
      if (size >= fewest) continue;
      best = { place, key };
      fewest = size;
    }
    if (best === undefined) {
      this.#free.add(template);
      return;
    }
    this.#anchors.set(template, best);
    addTo(this.#byAnchor, best.key, template);
    addTo(this.#byPlace, best.place, template);
  }

  remove(template: LiveTemplate): void {
    this.#free.delete(template);
    const anchor = this.#anchors.get(template);
    if (anchor === undefined) return;
    this.#anchors.delete(template);
    removeFrom(this.#byAnchor, anchor.key, template);
    removeFrom(this.#byPlace, anchor.place, template);
  }

  /** Every template that may stand for the message without conflict, and some that do not; in no particular order. */
  candidates(message: PreparedShape): readonly LiveTemplate[] {
    const found = [...this.#free];
    for (const [place, word] of message.words.entries()) {
      const templates =
        message.isValue[place] === true ? this.#byPlace.get(place) : this.#byAnchor.get(keyOf(place, word));
      found.push(...(templates ?? nobody));
    }
    return found;
  }
}
