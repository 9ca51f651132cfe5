import type { MessageForm } from './miner.ts';

/** Longest part of a message that mining looks at; UTF-16 units. What follows belongs to no template. */
export const minedLength = 4096;

/** Parts hashes that were taken over from those made here. */
const formMark = 0x1f3d5b79;

const digitClass = 1;
const letterClass = 2;
const spaceClass = 3;

/** Class of each ASCII unit; everything beyond counts as a letter. */
const unitClass = new Uint8Array(128);
for (let unit = 48; unit <= 57; unit += 1) unitClass[unit] = digitClass;
for (let unit = 65; unit <= 90; unit += 1) unitClass[unit] = unitClass[unit + 32] = letterClass;
for (const unit of [9, 10, 11, 12, 13, 32]) unitClass[unit] = spaceClass;

/** Digits an identifier that begins with a letter may hold and still count as a name (`jk2`, `x86`, `IPv6`). */
export const maxNameDigits = 2;

/**
 * A 64-bit hash of a message with its variable runs masked, in two lanes.
 *
 * A run of letters and digits that holds a digit is masked, unless it begins with a letter and holds at most
 * `maxNameDigits`. Two messages with one signature have the same words and delimiters, so they have one template: this is
 * what lets one scan of the text stand for reading it. White space counts once, however long.
 */
export class Signature {
  high = 0;
  low = 0;

  /** Takes over a hash that the caller made of the message; one pass over the text less. */
  take(form: MessageForm, seed: number): void {
    this.high = Math.imul(form.high ^ seed, 0x9e3779b1) ^ formMark;
    const low = Math.imul(form.low ^ seed, 0x5f356495);
    this.low = low ^ (low >>> 16);
  }

  /** Scans `message`; the result stands in `high` and `low` until the next call. */
  scan(message: string, seed: number): void {
    let high = seed ^ 0x2545f491;
    let low = seed ^ 0x41c6ce57;
    const end = message.length < minedLength ? message.length : minedLength;
    let index = 0;
    while (index < end) {
      let unit = message.charCodeAt(index);
      let kind = unit < 128 ? unitClass[unit] : letterClass;
      if (kind === letterClass || kind === digitClass) {
        const startHigh = high;
        const startLow = low;
        const startsWithDigit = kind === digitClass;
        let digits = 0;
        let letters = 0;
        do {
          if (kind === digitClass) digits += 1;
          else letters += 1;
          high = Math.imul(high ^ unit, 0x9e3779b1);
          low = Math.imul(low ^ unit, 0x5f356495);
          high ^= high >>> 15;
          index += 1;
          if (index >= end) break;
          unit = message.charCodeAt(index);
          kind = unit < 128 ? unitClass[unit] : letterClass;
        } while (kind === letterClass || kind === digitClass);
        if (digits > 0 && (startsWithDigit || digits > maxNameDigits)) {
          const mask = letters === 0 ? 1 : 2;
          high = Math.imul(startHigh ^ mask, 0x9e3779b1);
          low = Math.imul(startLow ^ mask, 0x5f356495);
          high ^= high >>> 15;
        }
      } else if (kind === spaceClass) {
        high = Math.imul(high ^ 32, 0x9e3779b1);
        low = Math.imul(low ^ 32, 0x5f356495);
        high ^= high >>> 15;
        do index += 1;
        while (index < end && unitClass[message.charCodeAt(index)] === spaceClass);
      } else {
        high = Math.imul(high ^ unit, 0x9e3779b1);
        low = Math.imul(low ^ unit, 0x5f356495);
        high ^= high >>> 15;
        index += 1;
      }
    }
    low ^= high >>> 13;
    this.high = high;
    this.low = Math.imul(low, 0x85ebca6b) ^ (low >>> 16);
  }
}
