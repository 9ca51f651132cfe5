/** Longer texts are not read as JSON: a field of a log may be of any size. IAM's own limit for a policy is 10,240 characters. */
const maxJsonLength = 131_072;

/** Policies in answers of IAM are percent-encoded. */
const decoded = (text: string): string => {
  if (!/^%(?:7B|5B|22)/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

let lastText = '';
let lastValue: unknown;

const parsed = (text: string): unknown => {
  if (text === lastText) return lastValue;
  let value: unknown;
  try {
    value = JSON.parse(decoded(text));
  } catch {
    value = undefined;
  }
  // Several lines of a rule, and several rules, read the same text of one event.
  [lastText, lastValue] = [text, value];
  return value;
};

/**
 * What a text contains as JSON; a value that is not a text is what it is.
 *
 * @returns undefined for a text that is not JSON or has more than 131,072 characters
 */
export const readJsonText = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  return value.length > maxJsonLength ? undefined : parsed(value.trim());
};
