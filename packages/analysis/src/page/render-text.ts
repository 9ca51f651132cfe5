import { oneLine } from '@bellwether/log-model';
import type { Narration } from '@bellwether/ports';
import { time } from '@bellwether/report/figures';
import { sections, type AnalysisFacts } from '../summary/analysis-facts.ts';
import { namesOf, piecesOf } from './named-text.ts';
import { authorText } from './render-markdown.ts';

/** The analysis for a terminal: its sentences alone, part by part. What a log says is on one line, without control characters. */
export const renderAnalysisText = (facts: AnalysisFacts, narration: Narration): readonly string[] => {
  const names = namesOf(facts);
  const sentence = (text: string): string =>
    oneLine(
      piecesOf(text, names)
        .map((piece) => ('words' in piece ? piece.words : `“${piece.quoted}” (${piece.id})`))
        .join(''),
      2_000,
    );
  return [
    oneLine(facts.title, 200),
    `${time(facts.period.startMs)} to ${time(facts.period.endMs)}`,
    ...sections.flatMap((section) => {
      const own = (narration.insights ?? []).filter((insight) => insight.section === section);
      return own.length === 0
        ? []
        : ['', section.charAt(0).toUpperCase() + section.slice(1), ...own.map(({ text }) => `  - ${sentence(text)}`)];
    }),
    '',
    oneLine(authorText(narration), 1_000),
  ];
};
