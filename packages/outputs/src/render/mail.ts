import { escapeHtml } from '@bellwether/log-model';
import type { Mail, Notification } from '@bellwether/ports';
import { bytesOf, fitted } from '../text/fit.ts';
import type { Message } from '../text/message.ts';
import { plainTextOf } from '../text/plain-text.ts';
import { subjectOf } from './topic-message.ts';

/** Bytes of both wordings together. SES takes 40 MB; mail readers clip what is beyond 102 KB. */
const maxMailBytes = 100_000;

const list = (items: readonly string[]): string =>
  items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

/** Tables and inline styles alone: mail readers drop style sheets, and some drop everything with a script or an image. */
const htmlOf = ({ headline, state, notification, facts, story, lines, samples, links, leftOut }: Message): string =>
  [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Alert</title></head>',
    '<body style="font-family:sans-serif;font-size:14px;color:#1a1a1a">',
    `<h2 style="font-size:18px">${escapeHtml(headline)}</h2>`,
    `<p>${escapeHtml(state)}</p>`,
    list([...story, ...notification.reasons].map(escapeHtml)),
    lines.length === 0 ? '' : `<pre style="white-space:pre-wrap">${lines.map(escapeHtml).join('\n')}</pre>`,
    '<table cellpadding="4" style="border-collapse:collapse">',
    ...facts.map(
      ({ label, value }) =>
        `<tr><th align="left" valign="top">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`,
    ),
    '</table>',
    samples.length === 0 ? '' : `<p>Findings:</p>${list(samples.map(escapeHtml))}`,
    list(links.map(({ label, url }) => `<a href="${escapeHtml(url)}" rel="noreferrer">${escapeHtml(label)}</a>`)),
    notification.archiveQuery === undefined
      ? ''
      : `<p>Query of the archive: ${escapeHtml(notification.archiveQuery)}</p>`,
    notification.command === undefined
      ? ''
      : `<p>To see the lines: <code>${escapeHtml(notification.command)}</code></p>`,
    leftOut === undefined ? '' : `<p><em>${escapeHtml(leftOut)}</em></p>`,
    '</body></html>',
  ].join('');

/**
 * A notification as mail, in plain text and in HTML. Messages of one group refer to one another, so that a mail reader keeps
 * them in one thread; ids are made of the group alone, so no message need be remembered.
 */
export const mailOf = (from: string, to: readonly string[], notification: Notification): Mail => {
  const thread = `<${notification.groupId.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 200)}@bellwether.invalid>`;
  return fitted(
    notification,
    maxMailBytes,
    (message) => ({
      from,
      to,
      subject: subjectOf(message.headline),
      text: plainTextOf(message),
      html: htmlOf(message),
      headers: { References: thread },
    }),
    ({ text, html }) => bytesOf(text) + bytesOf(html),
  );
};
