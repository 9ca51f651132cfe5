import type { PartialEvent } from '@bellwether/detection-engine';
import { decidingFields } from './record-keys.ts';
import type { TrailScan } from './scan-record.ts';
import type { KnownKind } from '@bellwether/log-model';

/** Records whose deciding fields have the same values. */
export class TrailShape {
  /** What the records are: `undefined` until one was read in full, `open` when each has to be. */
  kind: KnownKind | 'open' | undefined;
  /** Whether `kind` counts only for records without the fields that `mayHaveOmitted` looks for. */
  isKnownWithoutOmitted = false;
  readonly key: Uint8Array;
  readonly #view: DataView;
  /** Where each field's value ends in `key`. */
  readonly ends: Int32Array;
  readonly hasErrorMessage: boolean;
  next: TrailShape | undefined;

  constructor({ bytes, starts, ends, hasErrorMessage }: TrailScan) {
    this.ends = new Int32Array(decidingFields.length);
    let length = 0;
    for (let slot = 0; slot < decidingFields.length; slot += 1) this.ends[slot] = length += ends[slot]! - starts[slot]!;
    this.key = new Uint8Array(length);
    this.#view = new DataView(this.key.buffer);
    for (let slot = 0; slot < decidingFields.length; slot += 1)
      this.key.set(bytes.subarray(starts[slot], ends[slot]), this.ends[slot]! - (ends[slot]! - starts[slot]!));
    this.hasErrorMessage = hasErrorMessage;
  }

  /** Whether a record that was just scanned has this shape, by every byte. */
  isOf({ bytes, view, starts, ends, hasErrorMessage }: TrailScan): boolean {
    if (hasErrorMessage !== this.hasErrorMessage) return false;
    const { key } = this;
    let at = 0;
    for (let slot = 0; slot < decidingFields.length; slot += 1) {
      const start = starts[slot]!;
      const length = ends[slot]! - start;
      if (at + length !== this.ends[slot]) return false;
      let index = 0;
      for (; index + 4 <= length; index += 4)
        if (view.getInt32(start + index) !== this.#view.getInt32(at + index)) return false;
      for (; index < length; index += 1) if (bytes[start + index] !== key[at + index]) return false;
      at += length;
    }
    return true;
  }

  /** The deciding fields as rules see them: texts, true or false; none for a field that is missing. */
  fields(): PartialEvent['fields'] {
    const texts = new TextDecoder();
    let at = 0;
    return new Map(
      decidingFields.map((field, slot): [string, readonly unknown[]] => {
        const written = texts.decode(this.key.subarray(at, this.ends[slot]));
        at = this.ends[slot]!;
        return [field, written === '' ? [] : [JSON.parse(written)]];
      }),
    );
  }
}

/** Shapes that are remembered; then all are forgotten and found anew, so that memory stays bounded. */
const maxShapes = 8_192;
/** Shapes with one hash, all compared; a stream that makes more is read in full. */
const maxOfHash = 16;

/** Bytes of a value that go into the hash: its last ones distinguish names. */
const hashedBytes = 8;

const hashOf = ({ bytes, view, starts, ends }: TrailScan): number => {
  let hash = 0x811c9dc5;
  for (let slot = 0; slot < decidingFields.length; slot += 1) {
    const end = ends[slot]!;
    const length = end - starts[slot]!;
    hash = Math.imul(hash ^ length, 0x01000193);
    if (length >= hashedBytes) {
      hash = Math.imul(hash ^ view.getInt32(end - 8), 0x9e3779b1);
      hash = Math.imul(hash ^ (hash >>> 15) ^ view.getInt32(end - 4), 0x85ebca6b);
      continue;
    }
    for (let at = Math.max(starts[slot]!, end - hashedBytes); at < end; at += 1)
      hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  }
  return hash;
};

/** The shapes seen so far. */
export class TrailShapes {
  readonly #byHash = new Map<number, TrailShape>();
  #count = 0;

  /** The shape of the record that was just scanned, made where it is new; undefined when there are too many like it or its values are not plain. */
  find(scan: TrailScan): TrailShape | undefined {
    const hash = hashOf(scan);
    const first = this.#byHash.get(hash);
    let found = first;
    let compared = 0;
    while (found !== undefined && !found.isOf(scan)) {
      found = found.next;
      compared += 1;
    }
    if (found !== undefined) return found;
    if (compared >= maxOfHash || !scan.hasPlainValues()) return undefined;
    if (this.#count >= maxShapes) {
      this.#byHash.clear();
      this.#count = 0;
    }
    const shape = new TrailShape(scan);
    shape.next = this.#byHash.get(hash);
    this.#byHash.set(hash, shape);
    this.#count += 1;
    return shape;
  }
}
