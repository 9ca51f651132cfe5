import type { AlertSink } from '@bellwether/ports';

/** What alerts are written to, such as `process.stderr`. */
export interface TextStream {
  write(text: string): unknown;
}

/**
 * Control, format (bidirectional marks, zero-width), line-separating and lone surrogate characters. A log line that
 * reached a terminal with its escape sequences could rewrite what stands there.
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text that a terminal shows as it is: unsafe characters as `\u{1b}`, line breaks kept only where asked. */
export const escapeForTerminal = (text: string, keepLineBreaks = false): string =>
  text.replace(unsafe, (character) =>
    keepLineBreaks && character === '\n' ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );

/** Alerts as text for a person at a terminal: a line for the subject, indented lines for the body. */
export const consoleAlerts = (stream: TextStream): AlertSink => ({
  notify: async (alert) => {
    const body = escapeForTerminal(alert.body, true)
      .split('\n')
      .map((line) => `  ${line}`.trimEnd())
      .join('\n');
    stream.write(`${escapeForTerminal(alert.subject)}\n${body}\n`);
  },
});
