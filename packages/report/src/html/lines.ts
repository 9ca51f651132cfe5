import { escapeHtml, dayMs } from '@bellwether/log-model';
import type { LineFact } from '../facts.ts';
import { plural } from '../figures.ts';
import { fromLog, lineText } from './from-log.ts';
import type { Times } from './times.ts';

const maxLocationLength = 200;

const renderLine = ({ line, timeMs, text }: LineFact, times: Times, maxText: number): string =>
  `<div class="ln hit">${line === undefined ? '<span></span>' : `<span class="no"><span class="vh">Line </span>${line}</span>`}${times.point(timeMs)}${lineText(text, maxText)}</div>`;

/**
 * Lines under the file or log group that contains them, each with its number and time; what is left out is counted.
 *
 * @param count  how many lines there are in all, where more are known than shown
 */
export const renderLines = (
  lines: readonly LineFact[],
  times: Times,
  { maxLines = 3, maxText = 1_000, count = 0 }: { maxLines?: number; maxText?: number; count?: number } = {},
): string => {
  const shown = lines.slice(0, maxLines);
  if (shown.length === 0) return '';
  const groups: { readonly location: string; readonly lines: LineFact[] }[] = [];
  for (const line of shown) {
    const last = groups.at(-1);
    if (last?.location === line.location) last.lines.push(line);
    else groups.push({ location: line.location, lines: [line] });
  }
  const first = shown[0]?.timeMs ?? 0;
  const isDated = !times.isOneDay || shown.some(({ timeMs }) => Math.abs(timeMs - first) > dayMs);
  const body = groups.map(
    ({ location, lines: of }) =>
      `<div class="file"><b>${fromLog(location, maxLocationLength)}</b></div>${of.map((line) => renderLine(line, times, maxText)).join('')}`,
  );
  const rest = count - shown.length;
  const more = rest > 0 ? `<div class="gap">${escapeHtml(plural(rest, 'more event'))}</div>` : '';
  return `<div class="lines${isDated ? ' dated' : ''}">${body.join('')}${more}</div>`;
};
