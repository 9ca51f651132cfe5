import { dayMs } from '@bellwether/log-events';
import { dateMs } from '@bellwether/log-readers/fast-path';
import { KnownValues } from './known-values.ts';
import {
  bystanderSlot,
  decidingFields,
  findKey,
  isKeyAt,
  type Key,
  type Keys,
  slotCount,
  slots,
  strangerSlot,
  topKeys,
} from './record-keys.ts';
import { isAscii, isAt, isPlainAscii, odd, skipColon, skipKey, skipSpace, skipValue } from './skip-json.ts';

/** Longest record that is looked at, in bytes: CloudTrail writes at most 256 KB. */
const maxRecordLength = 256 * 1024;
/** Within these, in bytes, stand the keys by which a text is recognised; see `cloudTrailReader` and the registry. */
const versionWithin = 4_000;
const sourceWithin = 16_000;
/** What a text begins with decides whether it is taken for one; bytes. */
const headBytes = 24;

const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;
const openObject = 0x7b;
const closeObject = 0x7d;
/** Shorter values are as quickly stepped over as compared; bytes, at least 4. */
const shortestRepeated = 24;

/** Where `slot` belongs in the bits of the fields seen. */
const bitOf = (slot: number): number => 1 << slot;

/**
 * One pass over the bytes of a CloudTrail record that notes where the fields that decide stand, and nothing else.
 *
 * Accepts only what reading in full would understand from those fields alone: a valid object without a second spelling of a
 * field, of a kind the reader takes for a CloudTrail event, with a time in the usual form, an id and an account.
 */
export class TrailScan {
  bytes: Uint8Array = new Uint8Array();
  view = new DataView(this.bytes.buffer);
  /** Where the value of each deciding field begins and ends, quotes included; equal where there is none or null. */
  readonly starts = new Int32Array(slotCount);
  readonly ends = new Int32Array(slotCount);
  /** Whether `errorMessage` says something: then the call failed, with or without a code. */
  hasErrorMessage = false;
  /** Epoch milliseconds UTC. */
  timestampMs = 0;
  #seen = 0;
  #bytesNumber = 0;
  readonly #known = new KnownValues();
  readonly #keys = topKeys();
  #dayMs = 0;
  readonly #day = new Uint8Array(10);

  /**
   * @param bytes  not changed as long as records are scanned in them
   * @param start  index of the record's opening brace
   * @returns index after the record, or `odd` when it has to be read in full or does not end in these bytes
   */
  scan(bytes: Uint8Array, start: number): number {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.#bytesNumber += 1;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    for (let slot = 0; slot < slotCount; slot += 1) this.starts[slot] = this.ends[slot] = 0;
    this.#seen = 0;
    if (bytes[start] !== openObject) return odd;
    const end = Math.min(bytes.length - 1, start + maxRecordLength);
    const behind = this.#fields(start + 1, end, this.#keys);
    return behind < 0 || !this.#isEvent(start) ? odd : behind;
  }

  /**
   * Whether each deciding value is true, false or a text that stands there as it is: no escapes in it, nothing beyond ASCII.
   * Asked for a shape that is new: a record with the same bytes has such values too.
   */
  hasPlainValues(): boolean {
    for (let slot = 0; slot < decidingFields.length; slot += 1)
      if (this.ends[slot] !== 0 && !this.#isPlain(slot)) return false;
    return true;
  }

  /** The bytes of an event's id, without quotes. */
  get idStart(): number {
    return this.starts[slots.eventID]! + 1;
  }
  get idEnd(): number {
    return this.ends[slots.eventID]! - 1;
  }

  #fields(from: number, end: number, keys: Keys): number {
    const { bytes } = this;
    let at = skipSpace(bytes, from, end);
    if (bytes[at] === closeObject) return at + 1;
    let before: Key | undefined;
    for (;;) {
      let key = before === undefined ? keys.first : before.next;
      if (key !== undefined && isKeyAt(this, at, end, key)) at = skipSpace(bytes, at + key.bytes.length, end);
      else {
        if (bytes[at] !== quote) return odd;
        const behind = skipKey(bytes, at + 1, end);
        if (behind < 0) return odd;
        key = findKey(keys, bytes, at, behind);
        if (before === undefined) keys.first = key;
        else before.next = key;
        at = skipColon(bytes, behind, end);
        if (at < 0) return odd;
      }
      before = key;
      if (key === undefined) at = skipValue(this, at, end);
      else at = key.slot === bystanderSlot ? this.#skipBystander(key, at, end) : this.#take(key, at, end);
      if (at < 0) return odd;
      at = skipSpace(bytes, at, end);
      const unit = bytes[at];
      if (unit === closeObject) return at + 1;
      if (unit !== 0x2c) return odd;
      at = skipSpace(bytes, at + 1, end);
    }
  }

  /** Steps over a value; one with the bytes of the key's last is valid as that was. A number ends only with what follows it. */
  #skipBystander(key: Key, at: number, end: number): number {
    const unit = this.bytes[at];
    if (unit !== quote && unit !== openObject) return skipValue(this, at, end);
    if (key.lastIn === this.#bytesNumber) {
      const { lastStart } = key;
      const length = key.lastEnd - lastStart;
      if (at + length <= end && isSame(this.view, lastStart, at, length)) return at + length;
    }
    const behind = skipValue(this, at, end);
    if (behind - at >= shortestRepeated) {
      key.lastIn = this.#bytesNumber;
      key.lastStart = at;
      key.lastEnd = behind;
    }
    return behind;
  }

  /** Notes a value; of a key that comes twice the last one counts, which is left to those who read in full. */
  #take({ slot, inner }: Key, at: number, end: number): number {
    if (slot === strangerSlot || (this.#seen & bitOf(slot)) !== 0) return odd;
    this.#seen |= bitOf(slot);
    const { bytes } = this;
    const unit = bytes[at];
    if (inner !== undefined && unit === openObject) return this.#takeInner(inner, at, end);
    // Rules look into the elements of a list.
    if (inner !== undefined && unit === 0x5b) return odd;
    const behind = skipValue(this, at, end);
    if (behind < 0 || unit === 0x6e) return behind;
    this.starts[slot] = at;
    this.ends[slot] = behind;
    return behind;
  }

  /** Notes the values of an object inside the record, from memory where it is known. */
  #takeInner(inner: Keys, at: number, end: number): number {
    const known = this.#known.find(this, at, end);
    if (known !== undefined) {
      const { spans } = known;
      for (let index = 0; index < spans.length; index += 3) {
        this.starts[spans[index]!] = at + spans[index + 1]!;
        this.ends[spans[index]!] = at + spans[index + 2]!;
      }
      return at + known.length;
    }
    const behind = this.#fields(at + 1, end, inner);
    if (behind < 0) return behind;
    if (!this.#known.meetsAgain(this, at, behind, end)) return behind;
    const { starts, ends } = this;
    const spans = inner.slots.flatMap((slot) => (ends[slot] === 0 ? [] : [slot, starts[slot]! - at, ends[slot]! - at]));
    this.#known.remember(this, at, behind, spans);
    return behind;
  }

  #isPlain(slot: number): boolean {
    const { bytes } = this;
    const start = this.starts[slot]!;
    const unit = bytes[start];
    if (unit === 0x74 || unit === 0x66) return true;
    if (unit !== quote) return false;
    const [from, to] = [start + 1, this.ends[slot]! - 1];
    if (to - from >= 4) return isPlainAscii(this.view, from, to);
    for (let at = from; at < to; at += 1) if (bytes[at] === backslash || bytes[at]! >= 0x7f) return false;
    return true;
  }

  /** Whether the slot contains a text other than the empty one and the `-` that stands for nothing. */
  #isText(slot: number): boolean {
    const start = this.starts[slot]!;
    const length = this.ends[slot]! - start - 2;
    return this.bytes[start] === quote && length > 0 && (length > 1 || this.bytes[start + 1] !== minus);
  }

  #isEvent(start: number): boolean {
    const { starts } = this;
    const version = starts[slots.eventVersion]!;
    const source = starts[slots.eventSource]!;
    if (version === 0 || version > start + versionWithin || source === 0 || source > start + sourceWithin) return false;
    if (!isAscii(this.view, start, start + headBytes)) return false;
    if (!this.#isText(slots.eventName) || !this.#isText(slots.recipientAccountId) || !this.#isText(slots.eventID))
      return false;
    return this.#isPlain(slots.eventID) && this.#readErrorMessage() && this.#readTime();
  }

  #readErrorMessage(): boolean {
    const start = this.starts[slots.errorMessage]!;
    const end = this.ends[slots.errorMessage]!;
    this.hasErrorMessage = this.#isText(slots.errorMessage);
    // `\u002d` is the `-` that stands for nothing.
    return end - start !== 8 || this.bytes[start + 1] !== backslash;
  }

  /** Reads `2026-01-15T12:00:00Z`, the one form that CloudTrail writes; the day is remembered. */
  #readTime(): boolean {
    const { bytes } = this;
    const at = this.starts[slots.eventTime]! + 1;
    if (this.ends[slots.eventTime]! - at !== 21) return false;
    if (bytes[at + 10] !== 0x54 || bytes[at + 13] !== 0x3a || bytes[at + 16] !== 0x3a || bytes[at + 19] !== 0x5a)
      return false;
    if (!isAt(bytes, at, this.#day) && !this.#readDay(at)) return false;
    const hour = twoDigits(bytes, at + 11);
    const minute = twoDigits(bytes, at + 14);
    const second = twoDigits(bytes, at + 17);
    if (!(hour <= 23 && minute <= 59 && second <= 59)) return false;
    this.timestampMs = this.#dayMs + ((hour * 60 + minute) * 60 + second) * 1000;
    return true;
  }

  #readDay(at: number): boolean {
    const { bytes } = this;
    if (bytes[at + 4] !== minus || bytes[at + 7] !== minus) return false;
    const year = twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2);
    const ms = year >= 1970 ? dateMs(year, twoDigits(bytes, at + 5), twoDigits(bytes, at + 8)) : Number.NaN;
    if (!(ms % dayMs === 0)) return false;
    this.#dayMs = ms;
    this.#day.set(bytes.subarray(at, at + 10));
    return true;
  }
}

/** Whether two stretches have the same bytes, `length` of them, 4 or more; the last are compared first, as most differ there. */
const isSame = (view: DataView, one: number, other: number, length: number): boolean => {
  const last = length - 4;
  if (view.getInt32(one + last) !== view.getInt32(other + last)) return false;
  for (let at = 0; at < last; at += 4) if (view.getInt32(one + at) !== view.getInt32(other + at)) return false;
  return true;
};

/** The number of two digits, NaN when they are none. */
const twoDigits = (bytes: Uint8Array, at: number): number => {
  const tens = bytes[at]! - 48;
  const ones = bytes[at + 1]! - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
};
