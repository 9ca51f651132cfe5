import { plainLine } from '@bellwether/log-model';
import type { AlertSink } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { snsCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { SnsCalls } from '../sdk/sns.ts';

/** SNS takes subjects of fewer than 100 characters. */
const maxSubjectCharacters = 99;

/** Bytes of a message's body. SNS takes 256 KiB with its attributes; the rest is room for those. */
const maxBodyBytes = 250 * 1_024;

/** One line without control or invisible characters, as SNS demands of a subject. */
export const subjectLine = (subject: string): string => {
  const line = plainLine(subject);
  let cut = '';
  for (const character of line) {
    if (cut.length + character.length > maxSubjectCharacters) break;
    cut += character;
  }
  return cut.trimEnd() || 'Alert';
};

/** The body, headed by the whole subject where SNS would not take all of it. */
const messageOf = (subject: string, body: string): string =>
  cutToBytes(subjectLine(subject) === subject ? body : `${subject}\n\n${body}`, maxBodyBytes) || '-';

/** The text cut to at most `mostBytes` bytes of UTF-8, at a character's border. */
export const cutToBytes = (text: string, maxBytes: number): string => {
  const bytes = Buffer.from(text);
  if (bytes.byteLength <= maxBytes) return text;
  let end = maxBytes;
  // Continuation bytes are 10xxxxxx: step back to the byte that begins a character.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
};

// An attribute's value may not be empty.
const attribute = (value: string) => ({ DataType: 'String', StringValue: cutToBytes(value, 1_024) || '-' });

/**
 * Alerts on a topic, with the attributes `severity`, `dataset`, `kind` and `id` for filter policies. Needs `sns:Publish` on it,
 * and the use of its key where it is encrypted with one.
 */
export const snsAlerts = (topicArn: string, calls: Calls<SnsCalls> = snsCalls): AlertSink => ({
  notify: ({ id, kind, severity, dataset, subject, body }) =>
    portCall('alerts', 'notify', async () => {
      await (
        await calls()
      ).publish({
        TopicArn: topicArn,
        Subject: subjectLine(subject),
        Message: messageOf(subject, body),
        MessageAttributes: {
          severity: attribute(severity),
          dataset: attribute(dataset),
          kind: attribute(kind),
          id: attribute(id),
        },
      });
    }),
});
