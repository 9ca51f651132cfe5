import { classAt, digit, letter } from './classes';
import { noteDigits } from './numbers';
import { isName, isPrefixed } from '../../template-miner/src/line-mask';

// Kinds of words that contain digits and letters.
export const tooLong: i32 = 0;
export const name: i32 = 1;
export const identifier: i32 = 2;
/** `0x` and what follows. */
export const prefixed: i32 = 4;
/** A name with many digits, of which only the digits are masked. */
export const mixed: i32 = 3;

let end: usize = 0;

/** Where the word ends that `wordAt` was asked for. */
export function endOfWord(): usize {
  return end;
}

/** What the word of letters and digits that begins at `from` is; looks at its numbers unless it is mixed. */
export function wordAt(from: usize, last: usize): i32 {
  let digits = 0;
  let isHex = true;
  end = from;
  for (; end <= last; end += 1) {
    const kind = classAt(end);
    if (kind < digit) break;
    if (kind == digit) digits += 1;
    else if (kind == letter) isHex = false;
  }
  if (end > last) return tooLong;
  const isKept = isName(classAt(from) == digit, digits);
  const isWhole = isHex || isPrefixed(load<u8>(from), load<u8>(from + 1));
  if (!isKept && !isWhole) return mixed;
  // The digits between letters, one run after another: rare, so a second look at the word costs little.
  for (let at = from; at < end; at += 1) {
    const start = at;
    while (at < end && classAt(at) == digit) at += 1;
    if (at > start) noteDigits(start, at);
  }
  return isKept ? name : isHex ? identifier : prefixed;
}
