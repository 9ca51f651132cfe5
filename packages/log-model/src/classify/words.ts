import type { Severity } from '@bellwether/log-events';
import { withoutClientText, withoutQuoted } from './client-text.ts';
import { readLength } from './scan-text.ts';
import { severityOfWord } from './vocabulary.ts';

/** Words that deny what follows within two words: "no error", "without any failure", "not critical". */
const denials = new Set(
  "no not non without zero never isn't wasn't aren't ignore ignores ignoring ignored avoid avoids prevent prevents if any".split(
    ' ',
  ),
);

/** Words that make a name of the failure word before them: "error budget", "critical path", "failure detector". */
const nameHeads = new Set(
  'path paths section sections budget rate rates handler handlers handling detector detection page pages log logs count counts counter counters code codes message messages reporting reporter tolerance tolerant free safe over fast class classes level levels correction correcting recovery policy threshold listener interval injection domain output stream'.split(
    ' ',
  ),
);

/** Words after the failure word that say it came out well: "failed over successfully", "retry after failure ok". */
const happyEnds = new Set(
  'ok okay success successful successfully succeeded recovered resolved fixed corrected passed cleared restored'.split(
    ' ',
  ),
);

const countNames = new Set('count counts total number num rate'.split(' '));

const rank: Readonly<Record<Severity, number>> = { CRITICAL: 5, ERROR: 4, WARNING: 3, INFO: 2, DEBUG: 1, TRACE: 0 };

interface SplitWord {
  readonly text: string;
  /** Begins with a capital. */
  readonly isCapital: boolean;
  /** What stands between this word and the next; empty inside a name like `ValueError`. */
  readonly gap: string;
}

const wordPattern = /([A-Z]{1,60}[a-z]{0,60}|[a-z]{1,60}(?:'[a-z]{1,2})?|\d{1,20}(?:\.\d{1,9})?)([^A-Za-z0-9]{0,40})/g;

const splitWords = (text: string): readonly SplitWord[] => {
  // What stands before the first word belongs to an empty one, so that every word has a gap before it.
  const words: SplitWord[] = [{ text: '', isCapital: false, gap: /^[^A-Za-z0-9]{0,40}/.exec(text)?.[0] ?? '' }];
  for (const match of text.matchAll(wordPattern)) {
    const word = match[1] ?? '';
    words.push({ text: word.toLowerCase(), isCapital: /^[A-Z]/.test(word), gap: match[2] ?? '' });
  }
  return words;
};

const isZero = (word: string | undefined): boolean => word !== undefined && /^0+(?:\.0+)?$/.test(word);
const isSentenceBreak = (gap: string): boolean => /[.;:,!?]/.test(gap);

/** True when the words around a failure word take its meaning away. */
const isDisarmed = (words: readonly SplitWord[], index: number): boolean => {
  const at = (offset: number): string => words[index + offset]?.text ?? '';
  const gap = words[index]?.gap ?? '';
  const gapBefore = words[index - 1]?.gap ?? '';
  // "0 errors", "errors=0", "error: 0", "error_count=0"
  if (isZero(at(-1)) && /^[\s"'()]{1,4}$/.test(gapBefore)) return true;
  if (isZero(at(1)) && /[:=]/.test(gap)) return true;
  if (countNames.has(at(1)) && isZero(at(2))) return true;
  // "/errors/404", "log.error.enabled": part of a path or a key
  if (gapBefore.endsWith('/') || (gapBefore === '.' && /^[./]/.test(gap))) return true;
  // "libgpg-error-dev", "node-error-1.2": part of a package's name
  if (gapBefore === '-' && (gap === '-' || at(-1).startsWith('lib'))) return true;
  if (!isSentenceBreak(gapBefore)) {
    if (denials.has(at(-1))) return true;
    if (denials.has(at(-2)) && !isSentenceBreak(words[index - 2]?.gap ?? '')) return true;
  }
  // "error budget fine" is a name, "error code 5" is not
  return nameHeads.has(at(1)) && /^[\s_-]?$/.test(gap) && !/^[1-9]\d*$/.test(at(2));
};

/** True when one of the next seven words says it came out well after all. */
const endsWell = (words: readonly SplitWord[], index: number): boolean => {
  for (let next = index + 1; next <= index + 7; next += 1) {
    if (happyEnds.has(words[next]?.text ?? '') && !denials.has(words[next - 1]?.text ?? '')) return true;
  }
  return false;
};

/**
 * The most severe thing that the words of a text speak of, with negation, zero counts, names and happy ends understood.
 *
 * @returns undefined when no word of failure means what it says
 */
export const severityOfWords = (message: string): Severity | undefined => {
  const words = splitWords(withoutQuoted(withoutClientText(message.slice(0, readLength))));
  let worst: Severity | undefined;
  for (let index = 0; index < words.length; index += 1) {
    const { text, isCapital } = words[index] ?? { text: '', isCapital: false };
    const severity = severityOfWord(text, words[index - 1]?.text ?? '');
    if (!severity || (worst && rank[worst] >= rank[severity])) continue;
    // The thrown thing of `ValueError: bad` is a failure by its name; a name of something else (`ErrorHandler`) is not.
    const isThrown = isCapital && (words[index - 1]?.gap ?? ' ') === '' && /^(?:exception|error|fault)$/.test(text);
    if (isDisarmed(words, index) || (!isThrown && endsWell(words, index))) continue;
    worst = severity;
  }
  return worst;
};
