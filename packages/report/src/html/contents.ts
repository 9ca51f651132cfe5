import { fromLog } from './from-log.ts';
import { shortName } from './headline.ts';
import { severityClass, shape } from './marks.ts';
import type { PageView } from './view.ts';

/** A part of the page. */
export interface PagePart {
  readonly id: string;
  readonly heading: string;
  /** Beside the heading, in short. */
  readonly note: string;
  readonly count?: string;
  readonly html: string;
}

/** Findings that the contents name. */
const maxNamed = 12;

const renderNamed = (view: PageView): string =>
  view.findings
    .slice(0, maxNamed)
    .map(
      (finding) =>
        `<li class="sub ${severityClass(finding.severity)}"><a href="#${view.findingAnchor(finding.id)}">${shape(finding.severity, true)}<span>${fromLog(shortName(finding, view.facts.folder), 44)}</span></a></li>`,
    )
    .join('');

/** The contents of a page: a column at its left, chips on a phone. */
export const renderContents = (parts: readonly PagePart[], view: PageView): string =>
  `<nav class="toc" aria-label="Contents"><ul><li><a href="#top"><b>In short</b></a></li>${parts
    .map(
      ({ id, heading, count }) =>
        `<li><a href="#${id}">${heading}${count === undefined ? '' : ` (${count})`}</a></li>${id === 'findings' ? renderNamed(view) : ''}`,
    )
    .join('')}</ul></nav>`;

export const renderPart = ({ id, heading, note, html }: PagePart): string =>
  `<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${heading}${note === '' ? '' : ` <small>${note}</small>`}</h2>
${html}</section>`;
