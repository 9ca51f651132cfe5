/** Values of the digits that ids are written with; -1 for everything else. */
const hexValue = new Int8Array(256).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) hexValue[digit.charCodeAt(0)] = value;

const idLength = 36;
const dash = 0x2d;
const dashes = [8, 13, 18, 23];
/** Where each group of eight digits begins, dashes counted. */
const groups: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5, 6, 7],
  [9, 10, 11, 12, 14, 15, 16, 17],
  [19, 20, 21, 22, 24, 25, 26, 27],
  [28, 29, 30, 31, 32, 33, 34, 35],
];

/** Places looked at for one id; where a stream makes more ids fall together, texts are kept instead. */
const maxProbes = 64;
const firstSize = 1_024;

/** The ids of the events of one object, to know those that come twice. UUIDs take 16 bytes each and no text. */
export class EventIds {
  #table = new Int32Array(firstSize * 4);
  #count = 0;
  #hasZero = false;
  readonly #texts = new Set<string>();
  readonly #words = new Int32Array(4);

  /** Adds the id that stands in the bytes, without quotes; false when it is known. */
  addBytes(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start === idLength && this.#readWords(bytes, start)) {
      const isNew = this.#addWords();
      if (isNew !== undefined) return isNew;
    }
    return this.#addText(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1'));
  }

  /** Adds an id; false when it is known. */
  add(id: string): boolean {
    // Written as ASCII it takes as many bytes as it has characters, and only then is it one of those that `addBytes` takes.
    const bytes = Buffer.from(id, 'utf8');
    return bytes.length === id.length ? this.addBytes(bytes, 0, bytes.length) : this.#addText(id);
  }

  #addText(id: string): boolean {
    const { size } = this.#texts;
    return this.#texts.add(id).size > size;
  }

  #readWords(bytes: Uint8Array, start: number): boolean {
    for (let index = 0; index < dashes.length; index += 1) if (bytes[start + dashes[index]!] !== dash) return false;
    let seen = 0;
    for (let word = 0; word < 4; word += 1) {
      const offsets = groups[word]!;
      let value = 0;
      for (let index = 0; index < 8; index += 1) {
        const digit = hexValue[bytes[start + offsets[index]!]!]!;
        seen |= digit;
        value = (value << 4) | digit;
      }
      this.#words[word] = value;
    }
    return seen >= 0;
  }

  /** Adds the id in `#words`; undefined when there is no room for it. */
  #addWords(): boolean | undefined {
    if (this.#count * 2 >= this.#table.length >> 2) this.#grow();
    const words = this.#words;
    // An empty slot is all zeros, so the id of zeros is kept apart.
    if ((words[0]! | words[1]! | words[2]! | words[3]!) === 0) {
      const isNew = !this.#hasZero;
      this.#hasZero = true;
      return isNew;
    }
    return this.#put(words[0]!, words[1]!, words[2]!, words[3]!);
  }

  #put(a: number, b: number, c: number, d: number): boolean | undefined {
    const table = this.#table;
    const mask = (table.length >> 2) - 1;
    let slot = Math.imul(a ^ Math.imul(d, 0x9e3779b1) ^ Math.imul(c, 0x5f356495) ^ b, 0x85ebca6b) >>> 7;
    for (let probe = 0; probe < maxProbes; probe += 1) {
      slot &= mask;
      const at = slot << 2;
      if (table[at] === a && table[at + 1] === b && table[at + 2] === c && table[at + 3] === d) return false;
      if ((table[at]! | table[at + 1]! | table[at + 2]! | table[at + 3]!) === 0) {
        table[at] = a;
        table[at + 1] = b;
        table[at + 2] = c;
        table[at + 3] = d;
        this.#count += 1;
        return true;
      }
      slot += 1;
    }
    return undefined;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Int32Array(old.length * 2);
    this.#count = 0;
    for (let at = 0; at < old.length; at += 4) {
      const [a, b, c, d] = [old[at]!, old[at + 1]!, old[at + 2]!, old[at + 3]!];
      if ((a | b | c | d) !== 0 && this.#put(a, b, c, d) === undefined) this.#texts.add(idOf([a, b, c, d]));
    }
  }
}

/** The text of an id from its words. */
const idOf = (words: readonly number[]): string =>
  words
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
