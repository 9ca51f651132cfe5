import type { AttributeValue, Attributes } from '@bellwether/log-events';
import { markStart, redactionMark } from './mark.ts';
import { classOfValue, kindOfName } from './match/key-class.ts';
import { keyedMatches } from './match/keyed-values.ts';
import { matchesOf, type Match } from './match/match.ts';
import { hasEscapes, viewOf } from './match/text-view.ts';
import {
  addRedactions,
  defaultRedactionPolicy,
  type RedactionClass,
  type RedactionCounts,
  type RedactionPolicy,
} from './redaction-class.ts';
import { patternRules } from './rules.ts';
import { addressRules, findSuspicions, isSuspicious } from './suspicion.ts';

export interface Redaction {
  readonly text: string;
  readonly counts: RedactionCounts;
}

/** The first look at addresses, taken only where the policy takes them out. */
const addressSuspicion = /\d\.\d{1,3}\.\d|:[0-9a-f]{0,4}:/i;

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

/** A mark may lay bare what ran into the value it stands for; one more round finds it. Chains are no longer than this. */
const maxRounds = 8;

/** Everything in a text that the policy takes out, surest first. */
const findIn = (text: string, policy: RedactionPolicy): { readonly matches: Match[]; readonly hasEscapes: boolean } => {
  const suspicions = findSuspicions(text);
  const matches: Match[] = [];
  const rules = [...suspicions.rules, ...(policy.ip ? addressRules : [])].sort((left, right) => left - right);
  let isKeyed = !suspicions.hasKeys;
  for (const index of rules) {
    const rule = patternRules[index]!;
    // Keys come between what is sure by itself and personal data.
    if (!isKeyed && rule.trigger !== undefined && rule.trigger !== 'address' && rule.trigger !== 'keys') {
      keyedMatches(text, matches);
      isKeyed = true;
    }
    if (policy[rule.found]) matchesOf(rule, text, matches);
  }
  if (!isKeyed) keyedMatches(text, matches);
  return { matches: matches.filter(({ found }) => policy[found]), hasEscapes: suspicions.hasEscapes };
};

/** Matches in the order of the text; those that overlap are one, of the class that was found first. */
const merged = (matches: readonly Match[]): readonly Match[] => {
  const byPosition = matches
    .map((match, rank) => ({ match, rank }))
    .sort((left, right) => left.match.start - right.match.start || left.rank - right.rank);
  const result: { start: number; end: number; found: RedactionClass; rank: number }[] = [];
  for (const { match, rank } of byPosition) {
    const last = result.at(-1);
    if (last === undefined || match.start >= last.end) {
      result.push({ ...match, rank });
      continue;
    }
    if (rank < last.rank) {
      last.found = match.found;
      last.rank = rank;
    }
    // What looks like an e-mail address across the end of a URL's password is the rest of it and the host.
    if (last.found !== 'url-password' || match.found !== 'email') last.end = Math.max(last.end, match.end);
  }
  return result;
};

/** Marks in a text: no match may begin or end inside one. */
const isInMark = (text: string, { start, end }: Match): boolean => {
  const mark = text.lastIndexOf(markStart, start);
  return (mark >= 0 && text.indexOf(']', mark) >= start) || text.slice(start, end).includes(markStart);
};

const redactOnce = (text: string, policy: RedactionPolicy, counts: Partial<Record<RedactionClass, number>>): string => {
  const { matches, hasEscapes: mayHaveEscapes } = findIn(text, policy);
  if (mayHaveEscapes && hasEscapes(text)) {
    const view = viewOf(text);
    if (view.offsets && view.text !== text) {
      const { offsets } = view;
      for (const { start, end, found } of findIn(view.text, policy).matches)
        matches.push({ start: offsets[start]!, end: offsets[end]!, found });
    }
  }
  const found =
    matches.length === 0
      ? []
      : merged(text.includes(markStart) ? matches.filter((match) => !isInMark(text, match)) : matches);
  if (found.length === 0) return text;
  let redacted = '';
  let from = 0;
  for (const match of found) {
    counts[match.found] = (counts[match.found] ?? 0) + 1;
    redacted +=
      text.slice(from, match.start) + redactionMark(match.found, text.slice(match.start, match.end), policy.hashKey);
    from = match.end;
  }
  return redacted + text.slice(from);
};

/**
 * Takes secrets and private data out of a text and puts a typed mark in their place.
 *
 * Idempotent: a redacted text comes back as it is.
 *
 * @example redact('mail to ann@example.com').text // 'mail to [redacted:email]', with a key 'mail to [redacted:email:3f2a91]'
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

/** Fields that contain a whole header, whose parts are taken out one by one. */
const headerField = /(?:cookies?|authorization)$/i;

/** A field by its name: the whole value where the name says so, a header's parts, else what stands in the text. */
const redactField = (name: string, text: string, policy: RedactionPolicy): Redaction => {
  if (text.startsWith(markStart) && text.endsWith(']')) return { text, counts: none };
  const kind = kindOfName(name);
  const found = kind && classOfValue(kind, text, /pwd$/i.test(name));
  if (found !== undefined && policy[found])
    return { text: redactionMark(found, text, policy.hashKey), counts: { [found]: 1 } };
  const isHeader = headerField.test(name);
  if (!isHeader) return redact(text, policy);
  const lead = `${/cookies?$/i.test(name) ? 'cookie' : 'authorization'}: `;
  const { text: redacted, counts } = redact(lead + text, policy);
  return { text: redacted.slice(lead.length), counts };
};

/**
 * `redact` over the string values of attributes; numbers and booleans stay as they are. A field whose name says that it
 * contains a secret (`labels.password`) loses its whole value.
 */
export const redactAttributes = (
  attributes: Attributes,
  policy: RedactionPolicy = defaultRedactionPolicy,
): { readonly attributes: Attributes; readonly counts: RedactionCounts } => {
  const counts: Partial<Record<RedactionClass, number>> = {};
  const innocent = innocentValues(policy);
  const redactText = (name: string, text: string): string => {
    if (innocent.get(name) === text) return text;
    const redaction = redactField(name, text, policy);
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
