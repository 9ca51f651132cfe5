import { plural } from '../figures.ts';
import { patternText } from './from-log.ts';
import { renderRow, rowHead } from './kinds.ts';
import { renderLines } from './lines.ts';
import { severityClass, tag } from './marks.ts';
import type { PageView } from './view.ts';

const maxPatterns = 200;
/** Rows that are there before anybody asks for the rest. */
const firstPatterns = 20;

/** The messages seen most, with what varies in them replaced, each with a line that it stands for. */
export const renderPatterns = (view: PageView): string => {
  const { facts, times } = view;
  const shown = facts.templates.slice(0, maxPatterns);
  const rows = shown.map(({ text, location, scope, count, severity = 'INFO', isNew, bars, example }) => {
    const first = example?.timeMs ?? Number.NaN;
    const row = renderRow(view, {
      severity,
      location: location ?? scope,
      count,
      firstSeenMs: first,
      lastSeenMs: first,
      html: patternText(text, 300),
      bars,
      tags: isNew === true ? ` ${tag('new', 'fill info')}` : '',
    });
    const summary = example === undefined ? row.replace(/<span class="w">.*$/, '<span class="w"></span>') : row;
    return example === undefined
      ? `<div class="kd ${severityClass(severity)}"><div class="kind">${summary}</div></div>`
      : `<details class="kd ${severityClass(severity)}"><summary class="kind">${summary}</summary><div class="in">${renderLines([example], times, { count })}</div></details>`;
  });
  const [first, rest] = [rows.slice(0, firstPatterns), rows.slice(firstPatterns)];
  return `<div class="card kinds patterns">${rowHead('Pattern of the message', 'Log').replace('First and last, UTC', 'Example from')}${first.join('\n')}${
    rest.length === 0
      ? ''
      : `<details class="restof"><summary>${plural(rest.length, 'more pattern')}</summary>${rest.join('\n')}</details>`
  }</div>`;
};
