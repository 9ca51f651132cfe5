/** Values kept of one series; beyond it every other one is dropped. */
export const maxValues = 20_000;

/** How far a value is from those before it. Distances and ranges are in the unit of the values. */
export interface Neighbourhood {
  /** Distance to the nearest earlier value. */
  readonly distance: number;
  /** Greatest earlier value minus the least. */
  readonly range: number;
  /** Mean distance between the earlier values around it. */
  readonly gap: number;
}

/** Earlier values on either side that make the gap. */
const neighbours = 5;

/** The values of a series so far, in ascending order. Bounded: a full list keeps its ends and every other value between them. */
export class SortedValues {
  #values: number[] = [];

  get size(): number {
    return this.#values.length;
  }

  /** @returns undefined where there is no earlier value */
  around(value: number): Neighbourhood | undefined {
    const values = this.#values;
    const [least, greatest] = [values[0], values.at(-1)];
    if (least === undefined || greatest === undefined) return undefined;
    const at = this.#indexOf(value);
    const above = (values[at] ?? Infinity) - value;
    const below = value - (values[at - 1] ?? -Infinity);
    const [from, to] = [Math.max(0, at - neighbours), Math.min(values.length - 1, at + neighbours - 1)];
    const gap = to > from ? ((values[to] ?? 0) - (values[from] ?? 0)) / (to - from) : 0;
    return { distance: Math.min(above, below), range: greatest - least, gap };
  }

  add(value: number): void {
    if (this.#values.length >= maxValues) {
      const last = this.#values.length - 1;
      this.#values = this.#values.filter((_, index) => index % 2 === 0 || index === last);
    }
    this.#values.splice(this.#indexOf(value), 0, value);
  }

  /** Index of the first value that is not below. */
  #indexOf(value: number): number {
    let [low, high] = [0, this.#values.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#values[middle] ?? Infinity) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
