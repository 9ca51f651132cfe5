/** Mines own samples of many layouts, whose statements are known. */
import { namesAlone, namedLayouts, strangeLayouts } from '../../packages/log-model/test/layouts/layouts.ts';
import { scoreLayout, type LayoutScore } from '../../packages/log-model/test/layouts/score-layout.ts';

export interface NamedLayoutScore extends LayoutScore {
  readonly name: string;
}

/** Lines written in each layout. */
export const lineCount = 1000;

export const scoreLayouts = (): readonly NamedLayoutScore[] =>
  [...namedLayouts, ...strangeLayouts, ...namesAlone].map((layout) => ({
    name: layout.name,
    ...scoreLayout(layout, lineCount),
  }));

export const meanGrouping = (scores: readonly LayoutScore[]): number =>
  scores.reduce((sum, { grouping }) => sum + grouping, 0) / scores.length;

/** A layout whose grouping accuracy is below this is not understood. */
export const lowGrouping = 0.9;

export const lowLayouts = (scores: readonly NamedLayoutScore[]): readonly NamedLayoutScore[] =>
  scores.filter(({ grouping }) => grouping < lowGrouping);
