import { plainLine, redact } from '@bellwether/log-model';

/** Ends a text that was cut. */
export const cutMark = '… [cut]';

/** Longest text that is looked at, in UTF-16 units; what a person is shown of it is at most an eighth of that. */
const maxLooked = 8_192;

/** The text cut to at most `maxLength` UTF-16 units with the mark at its end, never within a character. */
export const cutTo = (text: string, maxLength: number): string => {
  if (text.length <= maxLength) return text;
  const room = Math.max(0, maxLength - cutMark.length);
  const lead = text.charCodeAt(room - 1);
  const end = lead >= 0xd800 && lead <= 0xdbff ? room - 1 : room;
  return (text.slice(0, end).trimEnd() + cutMark).slice(0, maxLength);
};

/** One line of safe characters, not redacted: for ids, whose value must not change, and for what the program itself says. */
export const safeLine = (text: string, maxLength: number): string =>
  cutTo(plainLine(text.slice(0, maxLooked)), maxLength);

/**
 * One line of safe characters, secrets taken out once more: notifications are redacted where they are made, and once more
 * here, before they are sent.
 */
export const cleanLine = (text: string, maxLength: number): string => {
  const line = plainLine(redact(text.slice(0, maxLooked)).text);
  if (text.length <= maxLooked || line.length > maxLength) return cutTo(line, maxLength);
  // What was looked at may end in half a secret, which is not recognised: the last word goes with the rest.
  return cutTo(line.slice(0, Math.max(0, line.lastIndexOf(' '))) + cutMark, maxLength);
};

/** A time in ISO 8601; `unknown` for a number that is not a time. */
export const timeText = (timeMs: number): string =>
  Math.abs(timeMs) <= 8.64e15 ? new Date(timeMs).toISOString() : 'unknown';
