import { skipSpaces } from '../time/cursor.ts';
import { timestampAt } from '../time/timestamp.ts';
import type { Scan } from './scan.ts';
import { isInteger, isName, skipSeparators, tokenEnd } from './token.ts';

/** Whether at most two plain words from here on an epoch time of ten digits stands alone. */
export const isEpochAhead = (text: string, from: number): boolean => {
  let at = from;
  for (let words = 0; words < 3; words += 1) {
    const end = tokenEnd(text, at);
    if (words > 0 && end - at === 10 && isInteger(text, at, end)) return true;
    if (!isName(text, at, end)) return false;
    at = skipSpaces(text, end);
  }
  const end = tokenEnd(text, at);
  return end - at === 10 && isInteger(text, at, end);
};

/** Whether a time with its day stands at most two words from here: `web01 billing 2024-05-03 11:20:14`. */
export const isTimeAhead = (scan: Scan, from: number): boolean => {
  let at = from;
  for (let words = 0; words < 2; words += 1) {
    at = skipSeparators(scan.text, tokenEnd(scan.text, at));
    const code = scan.text.charCodeAt(at);
    const isBracket = code === 0x5b;
    const digit = scan.text.charCodeAt(isBracket ? at + 1 : at);
    if (digit >= 48 && digit <= 57 && timestampAt(scan.text, isBracket ? at + 1 : at, scan.receivedMs) !== undefined)
      return true;
  }
  return false;
};
