import { oneLine } from './plain-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Text as the content or the quoted attribute of HTML. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"'`]/g, (unit) => entities[unit] ?? '');

/**
 * Text for a Markdown document: one line, bounded, whatever has a meaning in Markdown or HTML escaped, addresses kept
 * from becoming links.
 */
export const escapeMarkdown = (text: string, maxLength: number): string =>
  oneLine(text, maxLength)
    .replace(/[\\`*_{}[\]()#!|~>^$@]/g, '\\$&')
    .replace(/:\/\//g, '\\://')
    .replace(/\bwww\./gi, (prefix) => `${prefix.slice(0, 3)}\\.`)
    .replace(/^(\d*)([-+=.])/, '$1\\$2')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');

/**
 * Text for Slack: the three characters that begin links, mentions and entities.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export const escapeSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** U+2060: takes no room and breaks no line, but parts two characters that only mean something side by side. */
const wordJoiner = '\u2060';

/**
 * Text for a channel that reads Markdown and may be Slack or Teams behind the same message, so that no escape of one dialect
 * will do: a word joiner parts links, addresses and mentions, and similar signs replace the marks of code and emphasis.
 */
export const escapeChatMarkdown = (text: string): string =>
  escapeSlack(text)
    .replaceAll('`', "'")
    .replaceAll('*', '\u2217')
    .replaceAll('~', '\u223c')
    .replaceAll('@', `@${wordJoiner}`)
    .replaceAll(/\](?=[([:])/g, `]${wordJoiner}`)
    .replaceAll(/:(?=\/\/)/g, `:${wordJoiner}`)
    .replaceAll(/^(?=[#+-])/gm, wordJoiner);

/** Text for an Adaptive Card, whose only markup outside Markdown are the functions `{{DATE()}}` and `{{TIME()}}`. */
export const escapeCard = (text: string): string => text.replaceAll(/\{(?=\{)/g, `{${wordJoiner}`);
