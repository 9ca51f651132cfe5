import { escapeHtml, oneLine } from '@bellwether/log-model';
import { renderFrame } from './frame.ts';

/** Parts of a page for reports that are made elsewhere: one style, one policy, one way to show what a log says. */
export { fromLog, message, patternText } from './from-log.ts';
export { severityMark } from './marks.ts';
export { table, type Column } from './tables.ts';

/** What a page consists of. Titles and texts are plain; `html` is trusted. */
export interface WholePage {
  readonly title: string;
  readonly period: string;
  /** Above everything: what is wrong. */
  readonly lead: string;
  readonly parts: readonly {
    readonly id: string;
    readonly heading: string;
    readonly note: string;
    readonly html: string;
  }[];
  readonly foot: string;
}

/** The page as one HTML file, in the frame of every report. */
export const renderPage = ({ title, period, lead, parts, foot }: WholePage): string => {
  const name = oneLine(title, 200) || 'Report';
  const links = parts.map(({ id, heading }) => `<li><a href="#${id}">${escapeHtml(heading)}</a></li>`).join('');
  const sections = parts.map(
    ({ id, heading, note, html }) =>
      `<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${escapeHtml(heading)}${note === '' ? '' : ` <small>${escapeHtml(note)}</small>`}</h2>\n${html}</section>`,
  );
  return renderFrame({
    title: name,
    bar: `<span>${escapeHtml(name)}</span><span>${escapeHtml(period)}</span>`,
    contents: `<nav class="toc" aria-label="Contents"><ul>${links}</ul></nav>`,
    main: [lead, ...sections].join('\n'),
    foot: escapeHtml(foot),
  });
};
