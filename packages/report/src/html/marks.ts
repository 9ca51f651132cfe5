import { escapeHtml } from '@bellwether/log-model';
import { time } from '../figures.ts';

/** A time that a program can read too. */
export const timeTag = (timeMs: number): string => `<time datetime="${time(timeMs)}">${time(timeMs)}</time>`;

export const badge = (severity: string): string => {
  const word = escapeHtml(severity);
  return `<span class="badge ${word.toLowerCase()}">${word}</span>`;
};
