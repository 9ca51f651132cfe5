import { matchesOf, type PatternRule } from '../../packages/redaction/src/match/match.ts';

/** What a rule says is secret in its own example: all that its pattern takes out, without the key or the words beside it. */
export const secretsOf = (rule: PatternRule): readonly string[] => {
  const matches: { start: number; end: number; found: PatternRule['found'] }[] = [];
  matchesOf(rule, rule.example, matches);
  return matches.map(({ start, end }) => rule.example.slice(start, end));
};

/** A text as it is, and as the contexts write it. */
const formsOf = (text: string): readonly string[] => {
  const escaped = JSON.stringify(text).slice(1, -1);
  const twice = JSON.stringify(escaped).slice(1, -1);
  return [...new Set([text, encodeURIComponent(text), escaped, twice])];
};

/** Fewest and most characters that count as a part of a secret: a mark may show the last four. */
const [minPart, maxPart] = [6, 12];

/**
 * Whether a part of a secret is left in a text: any half of it that runs on, between six and twelve characters. A secret that is shorter
 * counts as a whole.
 */
export const isLeftIn = (text: string, secret: string): boolean => {
  const length = Math.max(minPart, Math.min(maxPart, Math.floor(secret.length / 2)));
  return formsOf(secret).some((form) => {
    if (form.length <= length) return text.includes(form);
    for (let start = 0; start + length <= form.length; start += 1)
      if (text.includes(form.slice(start, start + length))) return true;
    return false;
  });
};
