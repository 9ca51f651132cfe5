import { escapeMarkdown } from '@bellwether/log-model';
import type { Narration } from '@bellwether/ports';
import { faithfulnessText } from '@bellwether/report';
import { number, plural, time } from '@bellwether/report/figures';
import { sections, type AnalysisFacts } from '../summary/analysis-facts.ts';
import { nameOfSource } from '../summary/joined.ts';
import { namesOf, piecesOf } from './named-text.ts';

const maxPatterns = 100;
const maxSources = 50;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  row(heads),
  row(heads.map(() => '---')),
  ...rows.map(row),
  '',
];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Who wrote the words, and how faithful they are. */
export const authorText = (narration: Narration): string => {
  const { writtenBy, fallbackReason } = narration;
  const author =
    writtenBy === 'facts'
      ? 'These sentences are computed from the figures of this report.'
      : `Worded by ${writtenBy.slice(0, 120)} from the figures of this report.`;
  const fallback =
    fallbackReason === undefined ? '' : ` A model was asked, but its words were not used: ${fallbackReason}`;
  return `${author}${fallback}${faithfulnessText(narration)}`;
};

/** The analysis as Markdown, for a ticket, a chat or a file. What a log says is escaped and quoted. The same facts give the same bytes. */
export const renderAnalysisMarkdown = (facts: AnalysisFacts, narration: Narration): string => {
  const names = namesOf(facts);
  const sentence = (text: string): string =>
    piecesOf(text, names)
      .map((piece) =>
        'words' in piece
          ? escapeMarkdown(`x${piece.words}`, 2_001).slice(1)
          : `“${escapeMarkdown(piece.quoted, 120)}” (${piece.id})`,
      )
      .join('');
  const insights = narration.insights ?? [];
  return [
    `# ${escapeMarkdown(facts.title, 200)}`,
    '',
    `${time(facts.period.startMs)} to ${time(facts.period.endMs)}`,
    '',
    ...sections.flatMap((section) => {
      const own = insights.filter((insight) => insight.section === section);
      return own.length === 0
        ? []
        : [
            `## ${capital(section)}`,
            '',
            ...own.map(
              ({ text, cites }) => `- ${sentence(text)} <!-- ${cites.filter((id) => /^\w+$/.test(id)).join(' ')} -->`,
            ),
            '',
          ];
    }),
    '## Patterns',
    '',
    ...table(
      ['Id', 'State', 'Severity', 'Events', 'Log', 'Text'],
      facts.patterns
        .slice(0, maxPatterns)
        .map(({ id, state, severity, count, logSource, text }) => [
          id,
          state,
          severity,
          number(count),
          escapeMarkdown(nameOfSource(logSource), 120),
          escapeMarkdown(text, 200),
        ]),
    ),
    ...(facts.patterns.length > maxPatterns
      ? [`${plural(facts.patterns.length - maxPatterns, 'more pattern')}.`, '']
      : []),
    '## Logs',
    '',
    ...table(
      ['Log', 'Events', 'Errors'],
      facts.logSources
        .slice(0, maxSources)
        .map(({ logSource, events, errors }) => [
          escapeMarkdown(nameOfSource(logSource), 120),
          number(events),
          number(errors),
        ]),
    ),
    escapeMarkdown(authorText(narration), 1_000),
    '',
  ].join('\n');
};
