import { escapeHtml, oneLine } from '@bellwether/log-model';

/** Text from a log: bounded, without unsafe characters, escaped, and kept from turning its neighbours round. */
export const fromLog = (text: string, maxLength: number): string =>
  `<bdi>${escapeHtml(oneLine(text, maxLength))}</bdi>`;
