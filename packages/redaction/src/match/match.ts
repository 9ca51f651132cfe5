import type { RedactionClass } from '../redaction-class.ts';

/** Something that is to be taken out: half-open, UTF-16 units. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly found: RedactionClass;
}

/**
 * What the first look at a text notices besides fragments: digits in the groups of a personal number, an `@` before a domain, an `@` in
 * a text with `://`, pairs of hexadecimal digits, two points six characters apart, a key of the table, addresses of the network.
 */
export type Trigger = 'numbers' | 'mail' | 'address' | 'mac' | 'dots' | 'keys' | 'addresses';

/** One way a class shows itself in a text. Every pattern is linear: repeats are bounded, and none can match in two ways. */
export interface PatternRule {
  readonly found: RedactionClass;
  /** For the documentation. */
  readonly name: string;
  /** Global. Group `kept`, where there is one, is what stays before the mark; group `after` what stays after it. */
  readonly pattern: RegExp;
  /** Looks closer where the pattern alone is not enough; `before` is what stands in front of the value. */
  readonly accepts?: (value: string, before: string) => boolean;
  /**
   * Small texts of which every match contains one: in any case when in lower case, as they are otherwise.
   */
  readonly fragments: readonly string[];
  /** Fragments in lower case count only so. */
  readonly isExact?: boolean;
  /** What the first look goes by where no fragment is in every match. */
  readonly trigger?: Trigger;
  /** A text that the pattern takes out, and one that it leaves. */
  readonly example: string;
  readonly lookAlike: string;
}

/** How much of what stands before a match is looked at; UTF-16 units. */
export const lookedBack = 112;

/** Every match of a rule in a text. */
export const matchesOf = ({ found, pattern, accepts }: PatternRule, text: string, matches: Match[]): void => {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const start = match.index + (match.groups?.['kept']?.length ?? 0);
    const end = match.index + match[0].length - (match.groups?.['after']?.length ?? 0);
    if (end <= start) {
      pattern.lastIndex = match.index + Math.max(1, match[0].length);
      continue;
    }
    if (!accepts || accepts(text.slice(start, end), text.slice(Math.max(0, start - lookedBack), start)))
      matches.push({ start, end, found });
    // What was kept or refused may begin another match.
    else pattern.lastIndex = match.index + Math.max(1, start - match.index);
  }
};
