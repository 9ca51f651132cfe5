/** What has a 64-bit hash in two lanes. */
export interface Signed {
  readonly high: number;
  readonly low: number;
}

/** A table of fixed size, two entries a place: a newcomer drives out the older of the two. */
export class SignedTable<Entry extends Signed> {
  readonly #entries: (Entry | undefined)[];
  readonly #mask: number;

  /** @param size  entries; a power of two */
  constructor(size: number) {
    this.#entries = new Array<Entry | undefined>(size).fill(undefined);
    this.#mask = size - 1;
  }

  find(high: number, low: number): Entry | undefined {
    const place = low & this.#mask & ~1;
    const first = this.#entries[place];
    if (first !== undefined && first.low === low && first.high === high) return first;
    const second = this.#entries[place + 1];
    return second !== undefined && second.low === low && second.high === high ? second : undefined;
  }

  put(entry: Entry): void {
    const place = entry.low & this.#mask & ~1;
    const first = this.#entries[place];
    if (first !== undefined && (first.low !== entry.low || first.high !== entry.high)) this.#entries[place + 1] = first;
    this.#entries[place] = entry;
  }
}
