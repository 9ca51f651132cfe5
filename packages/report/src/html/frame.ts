import { escapeHtml } from '@bellwether/log-model';
import { shapes } from './marks.ts';
import { style, styleHash } from './style.ts';

/** What a page puts into its frame. The title is plain text; all else is trusted HTML. */
export interface Frame {
  readonly title: string;
  /** Beside the name of the program: title, period, colours. */
  readonly bar: string;
  /** The table of contents. */
  readonly contents: string;
  readonly main: string;
  readonly foot: string;
}

/**
 * One HTML file that asks nothing of the network and runs no script: its policy allows its own style and nothing else. The same parts give
 * the same bytes.
 */
export const renderFrame = ({ title, bar, contents, main, foot }: Frame): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body class="report">
${shapes}
<a class="skip" href="#main">Skip to the report</a>
<div class="wrap" id="top">
<header class="top"><span class="brand"><svg aria-hidden="true" viewBox="0 0 24 24"><use href="#i-bell"/></svg>Bellwether</span>${bar}</header>
<div class="cols">${contents}
<main id="main">
${main}
</main></div>
<footer class="foot"><p>${foot}</p></footer>
</div>
</body>
</html>
`;
