/** The longest of many times, and what took it. */
export class Slowest {
  #ms = 0;
  #what = 'nothing';

  note(ms: number, what: string): void {
    if (ms <= this.#ms) return;
    this.#ms = ms;
    this.#what = what;
  }

  get text(): string {
    return `${this.#ms.toFixed(1)} ms, ${this.#what}`;
  }
}
