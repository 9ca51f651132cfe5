/** What has a 64-bit hash in two halves. */
export interface Signed {
  readonly high: number;
  readonly low: number;
}

/** Entries of a table at first: most processes and all tests know few kinds of lines. */
const firstSize = 1_024;

/**
 * A table of bounded size with two entries per slot: a new entry replaces the older of the two. It grows as it is filled, but lets go of
 * what is gone first.
 */
export class SignedTable<Entry extends Signed> {
  #entries: (Entry | undefined)[];
  #mask: number;
  #free: number;
  readonly #size: number;
  readonly #isGone: (entry: Entry) => boolean;

  /**
   * @param size  entries at most; a power of two
   * @param isGone  whether an entry leads nowhere any more; none does when absent
   */
  constructor(size: number, isGone: (entry: Entry) => boolean = () => false) {
    this.#size = size;
    this.#isGone = isGone;
    this.#entries = new Array<Entry | undefined>(Math.min(size, firstSize)).fill(undefined);
    this.#mask = this.#entries.length - 1;
    this.#free = this.#entries.length >> 3;
  }

  find(high: number, low: number): Entry | undefined {
    const slot = low & this.#mask & ~1;
    const first = this.#entries[slot];
    if (first !== undefined && first.low === low && first.high === high) return first;
    const second = this.#entries[slot + 1];
    return second !== undefined && second.low === low && second.high === high ? second : undefined;
  }

  put(entry: Entry): void {
    if (this.find(entry.high, entry.low) === undefined) this.#free -= 1;
    if (this.#free < 0) this.#makeRoom();
    this.#place(entry);
  }

  #place(entry: Entry): void {
    const slot = entry.low & this.#mask & ~1;
    const first = this.#entries[slot];
    if (first !== undefined && (first.low !== entry.low || first.high !== entry.high)) this.#entries[slot + 1] = first;
    this.#entries[slot] = entry;
  }

  /** Lets go of what is gone; where that was little, the table grows. */
  #makeRoom(): void {
    const before = this.#entries;
    const room = before.length >> 3;
    this.#free = room;
    for (let index = 0; index < before.length; index += 1) {
      const entry = before[index];
      if (entry !== undefined && !this.#isGone(entry)) this.#free -= 1;
      else before[index] = undefined;
    }
    if (this.#free >= room >> 1) return;
    if (before.length < this.#size) this.#grow();
    // Of the largest size the oldest entries make room by themselves; what is gone is looked for again after as many more.
    else this.#free = room;
  }

  /** Four times as many slots; of two entries in one slot the older is moved first, so that it stays the older. */
  #grow(): void {
    const before = this.#entries;
    this.#entries = new Array<Entry | undefined>(Math.min(this.#size, before.length * 4)).fill(undefined);
    this.#mask = this.#entries.length - 1;
    this.#free = this.#entries.length >> 3;
    for (let slot = 0; slot < before.length; slot += 2) {
      const [newer, older] = [before[slot], before[slot + 1]];
      if (older !== undefined) this.#place(older);
      if (newer !== undefined) this.#place(newer);
    }
  }
}
