import { oneLine } from '@bellwether/log-model';
import type { AnalysisFacts } from '../summary/analysis-facts.ts';

const mark = /\[([PDA]\d{1,6})\]/g;

/** What the marks of an analysis stand for: patterns, findings and actors. */
export const namesOf = ({ patterns, findings, actors }: AnalysisFacts): ReadonlyMap<string, string> =>
  new Map([
    ...patterns.map(({ id, text }) => [id, text] as const),
    ...findings.map(({ number, title }) => [number, title] as const),
    ...actors.map(({ id, actor }) => [id, actor] as const),
  ]);

/** A sentence in pieces: the program's or a model's words, and between them what a log says. */
export type Piece = { readonly words: string } | { readonly id: string; readonly quoted: string };

/** Cuts a sentence at its marks. A mark that stands for nothing stays as it is. */
export const piecesOf = (sentence: string, names: ReadonlyMap<string, string>, maxQuoted = 120): readonly Piece[] => {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of sentence.matchAll(mark)) {
    const [whole, id = ''] = match;
    const text = names.get(id);
    if (text === undefined) continue;
    if (match.index > end) pieces.push({ words: sentence.slice(end, match.index) });
    pieces.push({ id, quoted: oneLine(text, maxQuoted) });
    end = match.index + whole.length;
  }
  if (end < sentence.length) pieces.push({ words: sentence.slice(end) });
  return pieces;
};
