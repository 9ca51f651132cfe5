import type { LiveTemplate, PreparedShape, TemplateIndex } from './live-template.ts';
import type { Shape } from './lists.ts';
import { isAccountName, isValuePosition } from './positions.ts';
import { hasIdSegment } from './routes.ts';

/** A constant word at a position, as one key. */
const keyOf = (position: number, word: string): string => `${position} ${word}`;

interface Anchor {
  readonly position: number;
  readonly key: string;
}

/** True for a word that a message must have at the same position to be of the template. */
const mayAnchor = (shape: Shape, position: number): boolean => {
  const word = shape.words[position] ?? '';
  return (
    word !== '' &&
    !/[<\d]/.test(word) &&
    !hasIdSegment(word) &&
    !isAccountName(word) &&
    !isValuePosition(shape, position)
  );
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
 * position is not of the template, unless the message itself says that a value stands there.
 */
export class BucketIndex implements TemplateIndex {
  readonly #byAnchor = new Map<string, Set<LiveTemplate>>();
  readonly #byPosition = new Map<number, Set<LiveTemplate>>();
  /** Templates without a constant word that could be asked for. */
  readonly #free = new Set<LiveTemplate>();
  readonly #anchors = new Map<LiveTemplate, Anchor>();

  add(template: LiveTemplate): void {
    let best: Anchor | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    for (let position = 0; position < template.words.length && fewest > 0; position += 1) {
      if (!mayAnchor(template, position)) continue;
      const key = keyOf(position, template.words[position] ?? '');
      const size = this.#byAnchor.get(key)?.size ?? 0;
      if (size >= fewest) continue;
      best = { position, key };
      fewest = size;
    }
    if (best === undefined) {
      this.#free.add(template);
      return;
    }
    this.#anchors.set(template, best);
    addTo(this.#byAnchor, best.key, template);
    addTo(this.#byPosition, best.position, template);
  }

  remove(template: LiveTemplate): void {
    this.#free.delete(template);
    const anchor = this.#anchors.get(template);
    if (anchor === undefined) return;
    this.#anchors.delete(template);
    removeFrom(this.#byAnchor, anchor.key, template);
    removeFrom(this.#byPosition, anchor.position, template);
  }

  /** Every template that may stand for the message without conflict, and some that do not; in no particular order. */
  candidates(message: PreparedShape): readonly LiveTemplate[] {
    const found = [...this.#free];
    for (const [position, word] of message.words.entries()) {
      const templates =
        message.isValue[position] === true ? this.#byPosition.get(position) : this.#byAnchor.get(keyOf(position, word));
      found.push(...(templates ?? nobody));
    }
    return found;
  }
}
