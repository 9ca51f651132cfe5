import { escapeHtml, oneLine, severities } from '@bellwether/log-model';
import { shapes } from './marks.ts';
import { style, styleHash } from './style.ts';

/** Parts of a page for reports that are made elsewhere: one style, one policy, one way to show what a log says. */
export { fromLog, message, patternText } from './from-log.ts';
export { severityMark } from './marks.ts';
export { table, type Column } from './tables.ts';
export { severities };

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

/**
 * One HTML file that asks nothing of the network and runs no script: its policy allows its own style and nothing else.
 */
export const renderPage = ({ title, period, lead, parts, foot }: WholePage): string => {
  const name = escapeHtml(oneLine(title, 200) || 'Report');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${name}</title>
<style>${style}</style>
</head>
<body class="report">
${shapes}
<a class="skip" href="#main">Skip to the report</a>
<div class="wrap" id="top">
<header class="top"><span class="brand"><svg aria-hidden="true" viewBox="0 0 24 24"><use href="#i-bell"/></svg>Bellwether</span><span>${name}</span><span>${escapeHtml(period)}</span></header>
<div class="cols"><nav class="toc" aria-label="Contents"><ul>${parts.map(({ id, heading }) => `<li><a href="#${id}">${escapeHtml(heading)}</a></li>`).join('')}</ul></nav>
<main id="main">
${lead}
${parts
  .map(
    ({ id, heading, note, html }) =>
      `<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${escapeHtml(heading)}${note === '' ? '' : ` <small>${escapeHtml(note)}</small>`}</h2>\n${html}</section>`,
  )
  .join('\n')}
</main></div>
<footer class="foot"><p>${escapeHtml(foot)}</p></footer>
</div>
</body>
</html>
`;
};
