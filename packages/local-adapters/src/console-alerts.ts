import { escapeForTerminal } from '@bellwether/log-model';
import type { AlertSink } from '@bellwether/ports';

/** What alerts are written to, such as `process.stderr`. */
export interface TextStream {
  write(text: string): unknown;
}

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
