import type { JsonBytes } from './skip-json.ts';

/** An object that was stepped over, byte for byte, and where the values that are asked for stand in it. */
export interface KnownValue {
  readonly length: number;
  readonly words: Int32Array;
  readonly tail: Uint8Array;
  /** Slot, beginning and end of each value, in turn; positions from the object's opening brace. */
  readonly spans: readonly number[];
}

/** Shorter objects are as quickly stepped over; bytes. */
const shortest = 160;
/** Positions whose bytes distinguish objects of different callers. */
const hashedAt = [44, 64, 84, 120, 150] as const;
const size = 128;

/**
 * Remembers objects that come again and again: the calls of one session all carry the same identity, and that is a third of
 * their bytes. One that is the same to the last byte is not stepped over anew.
 */
export class KnownValues {
  readonly #values: (KnownValue | undefined)[] = new Array<KnownValue | undefined>(size).fill(undefined);
  /** Hashes of objects met lately: one that never comes back is not worth its copy. */
  readonly #met = new Int32Array(size * 4);

  /** The object that begins at `at`, when it is known. */
  find(json: JsonBytes, at: number, end: number): KnownValue | undefined {
    const value = at + shortest < end ? this.#values[slotOf(hashOf(json, at))] : undefined;
    return value !== undefined && at + value.length <= end && isSame(json, at, value) ? value : undefined;
  }

  /** Whether the object from `at` to `behind` is met for a second time, so that it is worth remembering. */
  meetsAgain(json: JsonBytes, at: number, behind: number, end: number): boolean {
    if (behind - at < shortest || at + shortest >= end) return false;
    const hash = hashOf(json, at);
    const metAt = (hash >>> 14) & (size * 4 - 1);
    const isMet = this.#met[metAt] === hash;
    this.#met[metAt] = hash;
    return isMet;
  }

  /** Remembers an object that was met again, in place of one that shares its hash. */
  remember(json: JsonBytes, at: number, behind: number, spans: readonly number[]): void {
    const length = behind - at;
    const hash = hashOf(json, at);
    const { bytes, view } = json;
    const words = new Int32Array(length >> 2);
    for (let index = 0; index < words.length; index += 1) words[index] = view.getInt32(at + index * 4, true);
    const tail = bytes.slice(at + words.length * 4, behind);
    this.#values[slotOf(hash)] = { length, words, tail, spans };
  }
}

const slotOf = (hash: number): number => (hash >>> 16) & (size - 1);

const hashOf = ({ view }: JsonBytes, at: number): number => {
  let hash = 0;
  for (let index = 0; index < hashedAt.length; index += 1)
    hash = Math.imul(hash ^ view.getInt32(at + hashedAt[index]!, true), 0x9e3779b1);
  return hash;
};

const isSame = ({ bytes, view }: JsonBytes, at: number, { words, tail }: KnownValue): boolean => {
  for (let index = 0; index < words.length; index += 1)
    if (view.getInt32(at + index * 4, true) !== words[index]) return false;
  const rest = at + words.length * 4;
  for (let index = 0; index < tail.length; index += 1) if (bytes[rest + index] !== tail[index]) return false;
  return true;
};
