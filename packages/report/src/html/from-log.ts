import { escapeHtml, oneLine } from '@bellwether/log-model';

/** Text from a log: bounded, without control or reordering characters, escaped, and kept from turning its neighbours round. */
export const fromLog = (text: string, maxLength: number): string =>
  `<bdi>${escapeHtml(oneLine(text, maxLength))}</bdi>`;

/** The name of a file or log group, which may break after a slash. */
export const locationName = (text: string, maxLength: number): string =>
  `<bdi>${escapeHtml(oneLine(text, maxLength)).replaceAll('/', '/<wbr>')}</bdi>`;

/** A command for a shell, which one click selects; it names folders and ids, so it is cleaned like a log's text. */
export const command = (text: string): string => `<code class="cmd">${escapeHtml(oneLine(text, 2_000))}</code>`;

/** A mark of the redactor, such as `[redacted:jwt]`, in escaped text. */
const hidden = /\[redacted:[a-z0-9-]{1,40}\]/g;

const bounded = (text: string, maxLength: number): string =>
  escapeHtml(oneLine(text, maxLength)).replace(hidden, (mark) => `<span class="hid">${mark}</span>`);

/** A message of a log in the mono face, with what was taken out of it marked. */
export const message = (text: string, maxLength: number): string =>
  `<bdi class="msg">${bounded(text, maxLength)}</bdi>`;

/** The text of a line, as `message`; the style of lines gives its face. */
export const lineText = (text: string, maxLength: number): string =>
  `<bdi class="tx">${bounded(text, maxLength)}</bdi>`;

/** Placeholders that the template miner writes, in escaped text. */
const placeholder = /&lt;(\*|num|hex|id|ip|path|time|duration|size|uuid|url|email|host|endpoint|user|code|port)&gt;/g;

/** The text of a pattern: its words as they are, its placeholders as marks. */
export const patternText = (text: string, maxLength: number): string =>
  `<bdi class="msg">${bounded(text, maxLength).replace(placeholder, (_all, name: string) => `<i class="ph">${name === '*' ? '…' : name}</i>`)}</bdi>`;
