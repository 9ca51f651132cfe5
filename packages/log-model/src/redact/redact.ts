import type { AttributeValue, Attributes } from '../event.ts';
import { redactionPatterns } from './patterns.ts';
import { isSuspicious } from './suspicion.ts';
import {
  defaultRedactionPolicy,
  type RedactionClass,
  type RedactionCounts,
  redactionMark,
  type RedactionPolicy,
} from './redaction-class.ts';

export interface Redaction {
  readonly text: string;
  readonly counts: RedactionCounts;
}

const addressSuspicion = /\d\.\d{1,3}\.\d|:[0-9a-f]{1,4}:/i;

/** What stays before the mark: the group `kept`, when the pattern has one. `groups` is the last thing a replacer is given. */
const keptOf = (groups: unknown): string => {
  const kept: unknown = typeof groups === 'object' && groups !== null && 'kept' in groups ? groups.kept : undefined;
  return typeof kept === 'string' ? kept : '';
};

const none: RedactionCounts = Object.freeze({});

/**
 * Takes secrets and private data out of a text and puts a typed mark in their place.
 *
 * Idempotent: a redacted text comes back as it is.
 */
export const redact = (text: string, policy: RedactionPolicy = defaultRedactionPolicy): Redaction => {
  if (!isSuspicious(text) && !(policy.ip && addressSuspicion.test(text))) return { text, counts: none };
  const counts: Partial<Record<RedactionClass, number>> = {};
  let redacted = text;
  for (const { found, pattern, accepts } of redactionPatterns) {
    if (!policy[found]) continue;
    const whole = redacted;
    redacted = whole.replace(pattern, (match: string, ...rest: readonly unknown[]) => {
      const offset = rest.find((argument) => typeof argument === 'number') ?? 0;
      const kept = keptOf(rest.at(-1));
      const before = whole.slice(Math.max(0, offset - 40), offset);
      if (accepts && !accepts(match.slice(kept.length), before)) return match;
      counts[found] = (counts[found] ?? 0) + 1;
      return kept + redactionMark(found);
    });
  }
  return { text: redacted, counts };
};

const redactValue = (
  value: AttributeValue,
  redactText: (text: string) => string,
): AttributeValue => {
  if (typeof value === 'string') return redactText(value);
  return Array.isArray(value) ? value.map((item: string) => redactText(item)) : value;
};

/** `redact` over the string values of attributes; numbers and booleans stay as they are. */
export const redactAttributes = (
  attributes: Attributes,
  policy: RedactionPolicy = defaultRedactionPolicy,
): { readonly attributes: Attributes; readonly counts: RedactionCounts } => {
  const counts: Partial<Record<RedactionClass, number>> = {};
  const redactText = (text: string): string => {
    const redaction = redact(text, policy);
    for (const [found, count] of Object.entries(redaction.counts) as [RedactionClass, number][]) {
      counts[found] = (counts[found] ?? 0) + count;
    }
    return redaction.text;
  };
  const redacted = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, redactValue(value, redactText)]));
  return { attributes: redacted, counts };
};
