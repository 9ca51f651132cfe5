/**
 * Remembers which template a signature led to. Fixed size, two entries for each hash: a newcomer replaces the older of the two.
 * One typed array, so a million look-ups allocate nothing.
 */
export class SignatureCache {
  readonly #entries: Int32Array;
  readonly #mask: number;

  /** @param size  entries; a power of two */
  constructor(size: number) {
    // All zero: no bucket has the generation 0, so an empty entry leads nowhere.
    this.#entries = new Int32Array(size * 4);
    this.#mask = size - 1;
  }

  /** Position of a signature's entry, or -1. */
  find(high: number, low: number): number {
    const entries = this.#entries;
    const first = (low & this.#mask) << 2;
    if (entries[first] === high && entries[first + 1] === low) return first;
    const second = first ^ 4;
    return entries[second] === high && entries[second + 1] === low ? second : -1;
  }

  slotOf(entry: number): number {
    return this.#entries[entry + 2] ?? -1;
  }

  generationOf(entry: number): number {
    return this.#entries[entry + 3] ?? -1;
  }

  put(high: number, low: number, slot: number, generation: number): void {
    const entries = this.#entries;
    let position = this.find(high, low);
    if (position < 0) {
      const first = (low & this.#mask) << 2;
      const second = first ^ 4;
      position = (entries[first + 3] ?? 0) <= (entries[second + 3] ?? 0) ? first : second;
    }
    entries[position] = high;
    entries[position + 1] = low;
    entries[position + 2] = slot;
    entries[position + 3] = generation;
  }
}
