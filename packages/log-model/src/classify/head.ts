import type { Severity } from '@bellwether/log-events';
import { withoutClientText, withoutQuoted } from './client-text.ts';
import { severityOfLevel } from './level.ts';

/** How much of a message may contain its own header; UTF-16 units. */
const headLength = 160;

const words =
  'EMERGENCY|EMERG|ALERT|CRITICAL|CRIT|FATAL|FTL|PANIC|SEVERE|ERROR|ERR|WARNING|WARN|WRN|NOTICE|NOTE|INFORMATION|INFO|INF|LOG|DEBUG|DBG|VERBOSE|FINEST|FINER|FINE|TRACE|TRC';

const keys = '(?:log\\.?_?level|level|lvl|severity|levelname|severityText)';

/** Shapes of a header, the most certain first. "error: 0" is a count, not a header. */
const shapes: readonly RegExp[] = [
  /^<(\d{1,3})>/,
  /^([IWEF])\d{4} \d\d:\d\d:\d\d/,
  // level=warn, severity: INFO
  new RegExp(String.raw`(?:^|[\s{,(])${keys}\s{0,2}[:=]\s{0,2}"?([A-Za-z]{1,13}|\d{1,2})\b`, 'i'),
  // {"level":"error": of the object that the text is, not of one inside of it
  new RegExp(String.raw`^\s{0,4}\{[^{\\]{0,150}?"${keys}"\s{0,2}:\s{0,2}"?([A-Za-z]{1,13}|\d{1,2})\b`, 'i'),
  new RegExp(String.raw`[[<(](?:[a-z_]{1,20}[:.])?(${words})\d?\s{0,3}[\])>]`, 'i'),
  new RegExp(String.raw`(?:^|[\s|])(${words})(?:[:\]|]|\s-|\s{1,3}[A-Z[(])`),
  new RegExp(String.raw`^\s{0,4}(${words})\s{0,2}(?:[:|](?!\s{0,2}0\b)|-\s)`, 'i'),
  new RegExp(String.raw`^\s{0,4}(${words})\s`),
];

const stackBefore = /\bstack[ _-]{0,2}trace/i;

/** Severity of a level that stands at the head of the text, as a header nobody split off; undefined when there is none. */
export const severityOfHead = (message: string): Severity | undefined => {
  const head = withoutQuoted(withoutClientText(message.slice(0, headLength)));
  for (const shape of shapes) {
    const level = shape.exec(head)?.[1];
    // `STACK TRACE:` is a heading.
    if (level !== undefined && !(/^trace$/i.test(level) && stackBefore.test(head))) {
      const isPriority = head.startsWith('<') && /^\d/.test(level);
      const severity = severityOfLevel(isPriority ? `<${level}>` : level);
      if (severity) return severity;
    }
  }
  return undefined;
};
