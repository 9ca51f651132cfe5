import { oneLine } from '@bellwether/log-model';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Text for element content and quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"'`]/g, (unit) => entities[unit] ?? '');

/** Text from a log: bounded, without control or reordering characters, escaped, and kept from turning its neighbours round. */
export const fromLog = (text: string, maxLength: number): string =>
  `<bdi>${escapeHtml(oneLine(text, maxLength))}</bdi>`;
