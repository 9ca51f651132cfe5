import type { AttributeValue, Attributes } from '../event.ts';
import { redactionPatterns } from './patterns.ts';
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

/**
 * One cheap test that ordinary lines fail: a word that goes with secrets, a mark of a key, an `@`, or thirteen digits
 * with at most one separator between two. Whatever a pattern can match holds one of these; a test keeps that so.
 */
const suspicion =
  /[Pp](?:ass[wWpP]|ASS[WP]|wd|WD)|[Ss](?:ecret|ECRET)|[Tt](?:oken|OKEN)|redential|REDENTIAL|[Kk](?:ey|EY)\W|[Bb](?:earer|EARER|asic|ASIC)|eyJ|A[KSBC]I?[ACI]A|gh[pousr]_|github_pat|xox|AIza|[rs]k[_-]|npm_|glpat|SG\.|-BEGIN|@|\d{13}|\d{4}[ -]\d{4,6}[ -]\d{4}|\+[1-9]\d/;
const addressSuspicion = /\d\.\d{1,3}\.\d|:[0-9a-f]{1,4}:/i;

const none: RedactionCounts = Object.freeze({});

/**
 * Takes secrets and private data out of a text and puts a typed mark in their place.
 *
 * Idempotent: a redacted text comes back as it is.
 */
export const redact = (text: string, policy: RedactionPolicy = defaultRedactionPolicy): Redaction => {
  if (!suspicion.test(text) && !(policy.ip && addressSuspicion.test(text))) return { text, counts: none };
  const counts: Partial<Record<RedactionClass, number>> = {};
  let redacted = text;
  for (const { found, pattern, accepts } of redactionPatterns) {
    if (!policy[found]) continue;
    redacted = redacted.replace(pattern, (match: string, ...groups: unknown[]) => {
      const offset = groups.find((group) => typeof group === 'number') ?? 0;
      const before = redacted.slice(Math.max(0, offset - 40), offset);
      if (accepts && !accepts(match, before)) return match;
      counts[found] = (counts[found] ?? 0) + 1;
      const kept = found === 'card' ? '' : typeof groups[0] === 'string' ? groups[0] : '';
      const tail = found === 'url-password' ? '@' : '';
      return `${kept}${redactionMark(found)}${tail}`;
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
