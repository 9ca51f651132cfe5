import { skipSpaces } from '../time/cursor.ts';
import { isAmbiguousLevel, isLevelWord } from './level-word.ts';
import type { Scan } from './scan.ts';
import { isCodeLike, isInteger, isName, isUpperCode, tokenEnd } from './token.ts';

/** Whether a level stands before the last word that was looked at for one. */
export const isLevelExpected = ({ at, levelAt }: Scan): boolean => at < levelAt;

/** Names that may stand between a time and the level after it. */
const maxNamesBeforeLevel = 5;

/**
 * Whether a level in capitals stands a few names further on, in columns of spaces or after a name that no sentence has:
 * `db1 billing worker-2 INFO text`, `billing    INFO text`. `Received ERROR from peer` is a sentence.
 */
export const isLevelAhead = (scan: Scan, from: number): boolean => {
  const { text } = scan;
  let at = from;
  let isTable = scan.passed.some((word) => isCodeLike(word, 0, word.length));
  for (let names = 0; names <= maxNamesBeforeLevel; names += 1) {
    const end = tokenEnd(text, at);
    const next = skipSpaces(text, end);
    const isWide = next - end > 1;
    if (names > 0 && isUpperCode(text.charCodeAt(at + 1)) && end - at > 3) {
      const word = text.slice(at, text.charCodeAt(end - 1) === 0x3a ? end - 1 : end);
      if (isLevelWord(word) && !isAmbiguousLevel(word)) {
        if (isTable || isWide) scan.levelAt = at;
        return isTable || isWide;
      }
    }
    if (isLevelWord(text.slice(at, end)) || !(isName(text, at, end) || isInteger(text, at, end))) return false;
    if (text.charCodeAt(end - 1) === 0x3a) return false;
    isTable ||= isWide || (isCodeLike(text, at, end) && !isUpperCode(text.charCodeAt(at)));
    at = next;
  }
  return false;
};
