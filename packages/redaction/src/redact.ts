import type { AttributeValue, Attributes } from '@bellwether/log-events';
import { classOfField, redactionPatterns } from './patterns.ts';
import { isSuspicious } from './suspicion.ts';
import {
  addRedactions,
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

/** The first look at addresses, taken only where the policy takes them out. */
const addressSuspicion = /\d\.\d{1,3}\.\d|:[0-9a-f]{1,4}:/i;

/** What stays before the mark: the group `kept`, when the pattern has one. `groups` is the last thing a replacer is given. */
const keptOf = (groups: unknown): string => {
  const kept: unknown = typeof groups === 'object' && groups !== null && 'kept' in groups ? groups.kept : undefined;
  return typeof kept === 'string' ? kept : '';
};

const none: RedactionCounts = Object.freeze({});

/** Texts that looked as if they held something and did not: names of APIs and keys come again and again. Never a secret. */
const innocentByPolicy = new WeakMap<RedactionPolicy, Set<string>>();
const maxInnocent = 2_048;
/** Longest text that is remembered, in UTF-16 units. */
const maxInnocentLength = 400;

const innocentTexts = (policy: RedactionPolicy): Set<string> => {
  let texts = innocentByPolicy.get(policy);
  if (texts === undefined) innocentByPolicy.set(policy, (texts = new Set()));
  return texts;
};

/** The last value of each field that held nothing: neighbours often share theirs. */
const innocentByField = new WeakMap<RedactionPolicy, Map<string, string>>();

const innocentValues = (policy: RedactionPolicy): Map<string, string> => {
  let values = innocentByField.get(policy);
  if (values === undefined) innocentByField.set(policy, (values = new Map<string, string>()));
  return values;
};

/** How much of what stands before a match is looked at; UTF-16 units. */
const lookedBack = 112;

/** A mark may lay bare what ran into the value it stands for; one more round finds it. Chains are no longer than this. */
const maxRounds = 8;

const redactOnce = (text: string, policy: RedactionPolicy, counts: Partial<Record<RedactionClass, number>>): string => {
  let redacted = text;
  let folded = text.toLowerCase();
  let foldedOf = text;
  for (const { found, pattern, accepts, needs } of redactionPatterns) {
    if (!policy[found]) continue;
    if (foldedOf !== redacted) {
      folded = redacted.toLowerCase();
      foldedOf = redacted;
    }
    if (needs && !needs.some((part) => folded.includes(part))) continue;
    const whole = redacted;
    redacted = whole.replace(pattern, (match: string, ...rest: readonly unknown[]) => {
      const offset = rest.find((argument) => typeof argument === 'number') ?? 0;
      const kept = keptOf(rest.at(-1));
      const before = whole.slice(Math.max(0, offset - lookedBack), offset);
      if (accepts && !accepts(match.slice(kept.length), before)) return match;
      counts[found] = (counts[found] ?? 0) + 1;
      return kept + redactionMark(found);
    });
  }
  return redacted;
};

/**
 * Takes secrets and private data out of a text and puts a typed mark in their place.
 *
 * Idempotent: a redacted text comes back as it is.
 */
export const redact = (text: string, policy: RedactionPolicy = defaultRedactionPolicy): Redaction => {
  if (!isSuspicious(text) && !(policy.ip && addressSuspicion.test(text))) return { text, counts: none };
  const innocent = innocentTexts(policy);
  if (innocent.has(text)) return { text, counts: none };
  const counts: Partial<Record<RedactionClass, number>> = {};
  let redacted = text;
  for (let round = 0; round < maxRounds; round += 1) {
    const before = redacted;
    redacted = redactOnce(before, policy, counts);
    if (redacted === before) break;
  }
  if (redacted === text && text.length <= maxInnocentLength) {
    if (innocent.size >= maxInnocent) innocent.clear();
    innocent.add(text);
  }
  return { text: redacted, counts };
};

/**
 * `redact` over the string values of attributes; numbers and booleans stay as they are. A field whose name says that it
 * holds a secret (`labels.password`) loses its whole value.
 */
export const redactAttributes = (
  attributes: Attributes,
  policy: RedactionPolicy = defaultRedactionPolicy,
): { readonly attributes: Attributes; readonly counts: RedactionCounts } => {
  const counts: Partial<Record<RedactionClass, number>> = {};
  const innocent = innocentValues(policy);
  const redactText = (name: string, text: string): string => {
    if (innocent.get(name) === text) return text;
    const whole = text.startsWith('[redacted:') ? undefined : classOfField(name, text);
    const redaction: Redaction =
      whole !== undefined && policy[whole]
        ? { text: redactionMark(whole), counts: { [whole]: 1 } }
        : redact(text, policy);
    if (redaction.counts !== none) addRedactions(counts, redaction.counts);
    if (redaction.text === text && name.length + text.length <= maxInnocentLength) {
      if (innocent.size >= maxInnocent) innocent.clear();
      innocent.set(name, text);
    }
    return redaction.text;
  };
  const redactValue = (name: string, value: AttributeValue): AttributeValue => {
    if (typeof value === 'string') return redactText(name, value);
    return Array.isArray(value) ? value.map((item: string) => redactText(name, item)) : value;
  };
  // Mostly nothing is found, and then the attributes stay the same object.
  let redacted: Record<string, AttributeValue> | undefined;
  for (const name in attributes) {
    const value = attributes[name];
    if (value === undefined || (typeof value !== 'string' && !Array.isArray(value))) continue;
    const clean = redactValue(name, value);
    if (clean === value) continue;
    redacted ??= Object.fromEntries(Object.entries(attributes));
    redacted[name] = clean;
  }
  return { attributes: redacted ?? attributes, counts };
};
