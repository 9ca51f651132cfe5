import type { NarrationFacts } from '@bellwether/ports';
import { sections, type AnalysisFacts } from './summary/analysis-facts.ts';

/** Every sentence of an analysis, for a narrator without a budget: the program's own. */
export const narrationFactsOf = ({ title, facts }: AnalysisFacts): NarrationFacts => ({
  title,
  sections: [...sections],
  facts: facts.map(({ id, section, sentence, mustName }) => ({
    id,
    section,
    sentence,
    ...(mustName === undefined ? {} : { mustName }),
  })),
});
