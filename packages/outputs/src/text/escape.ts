/** Text as the content or the quoted attribute of HTML. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

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
 * will do: links, addresses and mentions are parted by a word joiner, and the marks of code and emphasis become their likes.
 */
export const escapeMarkdown = (text: string): string =>
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
