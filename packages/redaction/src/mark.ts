import { identify } from '@bellwether/log-events';
import { factsOf, type RedactionClass } from './redaction-class.ts';

/** Begins every mark; no pattern may match after it. */
export const markStart = '[redacted:';

/** Source of a pattern for a whole mark, for look-behinds: bounded. */
export const markSource = String.raw`\[redacted:[a-z-]{2,20}(?::\w{4,8})?\]`;

/** Hexadecimal digits of the hash in a mark: enough to distinguish the people of a log, too few to name anybody. */
const markDigits = 6;

/** Hexadecimal digits that distinguish two keys of findings. */
const groupDigits = 16;

/**
 * The keyed hash of a value in its mark: six hexadecimal digits, the first a decimal one, so that mining masks it.
 *
 * @param hashKey  secret; without it nobody can find the value of a hash by trying
 */
const hashOf = (hashKey: string, found: RedactionClass, value: string): string => {
  const hash = identify('redaction-mark', hashKey, found, value);
  return (parseInt(hash.slice(0, 1), 16) % 10).toString() + hash.slice(1, markDigits);
};

/**
 * What stands in the text instead of a value of the class.
 *
 * @example redactionMark('email', 'ann@example.com', key) // '[redacted:email:3f2a91]'
 * @example redactionMark('jwt', 'eyJ...', key) // '[redacted:jwt]'
 */
export const redactionMark = (found: RedactionClass, value: string, hashKey: string | undefined): string => {
  const { shows } = factsOf(found);
  const suffix =
    shows === 'last-four'
      ? `:${value.slice(-4)}`
      : shows === 'hash' && hashKey !== undefined
        ? `:${hashOf(hashKey, found, value)}`
        : '';
  return `${markStart}${found}${suffix}]`;
};

/**
 * A redacted key of a finding that still differs where the raw keys differ: secrets of two people never share a finding.
 *
 * @returns `raw` itself where nothing was taken out
 */
export const groupKeyOf = (raw: string, redacted: string, hashKey: string | undefined): string =>
  raw === redacted || hashKey === undefined
    ? redacted
    : `${redacted}~${identify('redaction-group', hashKey, raw).slice(0, groupDigits)}`;
