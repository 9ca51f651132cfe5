import { escapeForTerminal } from '@bellwether/log-model';
import type { AlertSink } from '@bellwether/ports';

/** What alerts are written to, such as `process.stderr`. */
export interface TextStream {
  write(text: string): unknown;
}

/** Alerts that are remembered; a repeat comes within seconds, from a reader beside the one that was first. */
const maxRemembered = 10_000;

/**
 * Alerts as text for a person at a terminal: a line for the subject, indented lines for the body. Each is shown once: readers of two shards that
 * raise one finding at the same time both send its alert, under one id, before either has marked it.
 */
export const consoleAlerts = (stream: TextStream): AlertSink => {
  const shown = new Set<string>();
  return {
    notify: async (alert) => {
      if (shown.has(alert.id)) return;
      if (shown.size >= maxRemembered) shown.clear();
      shown.add(alert.id);
      const body = escapeForTerminal(alert.body, true)
        .split('\n')
        .map((line) => `  ${line}`.trimEnd())
        .join('\n');
      stream.write(`${escapeForTerminal(alert.subject)}\n${body}\n`);
    },
  };
};
