import * as mask from '../../template-miner/src/line-mask';
import { classesAt } from './memory';

// What a byte of a JSON text is to a scan: its class as a character of a line, or `stop`. From `digit` on bytes belong to words.

/** May end or spoil a plain text: a quote, a backslash, a control character, anything beyond ASCII. */
export const stop: u32 = mask.control;
export const digit: u32 = mask.digit;
export const hexLetter: u32 = mask.hexLetter;
export const letter: u32 = mask.letter;

export const quote: u32 = 0x22;
export const backslash: u32 = 0x5c;

function put(byte: u32, kind: u32): void {
  store<u8>(classesAt + byte, <u8>kind);
}

export function openClasses(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    const isPlain = byte >= 32 && byte < 127 && byte !== quote && byte !== backslash;
    put(byte, isPlain ? <u32>mask.classOfUnit(byte) : stop);
  }
}

export function classAt(at: usize): u32 {
  return load<u8>(classesAt + load<u8>(at));
}

/** Bytes that one look takes in. */
export const windowBytes: usize = 64;

function digitsOfSixteen(at: usize): u64 {
  const bytes = v128.load(at);
  return i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10)));
}

function stopsOfSixteen(at: usize): u64 {
  const bytes = v128.load(at);
  // Bytes beyond ASCII are negative, so less than a space.
  const controls = v128.or(i8x16.lt_s(bytes, i8x16.splat(32)), i8x16.eq(bytes, i8x16.splat(127)));
  const marks = v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c)));
  return i8x16.bitmask(v128.or(controls, marks));
}

/** A bit for each of the 64 bytes from `at` on that is a digit, the first in the lowest. */
export function digitsAt(at: usize): u64 {
  return (
    digitsOfSixteen(at) |
    (digitsOfSixteen(at + 16) << 16) |
    (digitsOfSixteen(at + 32) << 32) |
    (digitsOfSixteen(at + 48) << 48)
  );
}

/** The same of stops. */
export function stopsAt(at: usize): u64 {
  return (
    stopsOfSixteen(at) |
    (stopsOfSixteen(at + 16) << 16) |
    (stopsOfSixteen(at + 32) << 32) |
    (stopsOfSixteen(at + 48) << 48)
  );
}
