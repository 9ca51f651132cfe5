import { escapeHtml, severityNumberOf } from '@bellwether/log-model';
import type { Narration } from '@bellwether/ports';
import { number, percent, plural, time } from '@bellwether/report/figures';
import { fromLog, message, patternText, renderPage, severityMark, table } from '@bellwether/report/page';
import { sections, type AnalysisFacts } from '../summary/analysis-facts.ts';
import { nameOfSource } from '../summary/joined.ts';
import { namesOf, piecesOf } from './named-text.ts';
import { authorText } from './render-markdown.ts';

const maxPatterns = 200;
const maxRows = 50;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const idOf = (section: string): string => section.replaceAll(' ', '-');

/** The first words of the page: what is open and severe, else how many errors there are. */
const leadOf = ({ findings, totals, coverage }: AnalysisFacts): string => {
  const [open] = findings
    .filter(({ status }) => status === 'new' || status === 'in_progress')
    .toSorted((a, b) => severityNumberOf[b.severity] - severityNumberOf[a.severity]);
  const missing = coverage.planned - coverage.analysed;
  const heading =
    open !== undefined
      ? fromLog(open.title, 180)
      : totals.events === 0
        ? 'No event was found'
        : totals.errors === 0
          ? `No errors among ${plural(totals.events, 'event')}`
          : `${plural(totals.errors, 'error')}, ${percent(totals.errors, totals.events)} of all events; no finding is open`;
  const note =
    missing === 0
      ? ''
      : `<p class="note error" role="note">${number(coverage.analysed)} of ${plural(coverage.planned, 'window')} were analysed; what follows is about these alone.</p>`;
  const mark = open === undefined ? '' : `<div class="state">${severityMark(open.severity)}</div>`;
  return `${note}<div class="verdict ${open === undefined ? 'quiet' : open.severity.toLowerCase()}">${mark}<h1>${heading}</h1></div>`;
};

const patternRows = ({ patterns }: AnalysisFacts) =>
  patterns
    .slice(0, maxPatterns)
    .map(({ id, state, severity, count, logSource, text, firstMs, lastMs }) => [
      `<span id="${id}">${id}</span>`,
      patternText(text, 300),
      escapeHtml(state),
      severityMark(severity),
      count,
      fromLog(nameOfSource(logSource), 120),
      `${time(firstMs)} to ${time(lastMs)}`,
    ]);

/** The analysis as one HTML file. What a log says is bounded, escaped and isolated. The same facts give the same bytes. */
export const renderAnalysisHtml = (facts: AnalysisFacts, narration: Narration): string => {
  const names = namesOf(facts);
  const shown = new Set(facts.patterns.slice(0, maxPatterns).map(({ id }) => id));
  const sentence = (text: string): string =>
    piecesOf(text, names)
      .map((piece) =>
        'words' in piece
          ? escapeHtml(piece.words)
          : `${message(piece.quoted, 120)} ${shown.has(piece.id) ? `<a href="#${piece.id}">${piece.id}</a>` : piece.id}`,
      )
      .join('');
  const insights = narration.insights ?? [];
  const said = sections.flatMap((section) => {
    const own = insights.filter((insight) => insight.section === section);
    if (own.length === 0) return [];
    const html = `<ul class="says card pad">${own
      .map(({ text, cites }) => `<li title="${escapeHtml(cites.join(' ').slice(0, 200))}">${sentence(text)}</li>`)
      .join('\n')}</ul>`;
    return [{ id: idOf(section), heading: capital(section), note: '', html }];
  });
  const left = facts.patterns.length - Math.min(maxPatterns, facts.patterns.length) + facts.furtherPatterns.patterns;
  return renderPage({
    title: facts.title,
    period: `${time(facts.period.startMs)} to ${time(facts.period.endMs)}`,
    lead: leadOf(facts),
    parts: [
      ...said,
      {
        id: 'windows',
        heading: 'Windows',
        note: plural(facts.timeline.length, 'window'),
        html: table(
          'Events and errors by window',
          [{ head: 'Window' }, { head: 'Events', isFigure: true }, { head: 'Errors', isFigure: true }],
          facts.timeline
            .slice(-maxRows)
            .map(({ startMs, endMs, events, errors }) => [`${time(startMs)} to ${time(endMs)}`, events, errors]),
        ),
      },
      {
        id: 'patterns',
        heading: 'Patterns',
        note: 'what is new, rare or gone first',
        html:
          table(
            'Patterns',
            [
              { head: 'Id' },
              { head: 'Pattern' },
              { head: 'State' },
              { head: 'Severity' },
              { head: 'Events', isFigure: true },
              { head: 'Log', isWide: true },
              { head: 'First and last', isWide: true },
            ],
            patternRows(facts),
          ) + (left > 0 ? `<p class="more">${plural(left, 'more pattern')}.</p>` : ''),
      },
      {
        id: 'logs',
        heading: 'Logs',
        note: plural(facts.logSources.length, 'log'),
        html: table(
          'Events and errors by log',
          [{ head: 'Log' }, { head: 'Events', isFigure: true }, { head: 'Errors', isFigure: true }],
          facts.logSources
            .slice(0, maxRows)
            .map(({ logSource, events, errors }) => [fromLog(nameOfSource(logSource), 200), events, errors]),
        ),
      },
    ],
    foot: `${authorText(narration)} Times are UTC. The page runs no script and loads nothing.`,
  });
};
