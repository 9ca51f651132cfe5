import { number, plural, time } from '@bellwether/report/figures';
import type { PatternSummary } from '../analysis-facts.ts';
import type { FactDraft, JoinedAnalysis } from '../joined.ts';

const maxOfState = 4;
const maxValues = 3;

const one = (id: string): string => `[${id}]`;

const when = ({ count, firstMs, lastMs }: PatternSummary): string =>
  count === 1 ? `once, at ${time(firstMs)}` : `${number(count)} times, from ${time(firstMs)} to ${time(lastMs)}`;

const ofState = (patterns: readonly PatternSummary[], state: PatternSummary['state']): readonly PatternSummary[] =>
  patterns.filter((pattern) => pattern.state === state);

const summaryFact = (kind: string, count: number, patterns: number, words: readonly [string, string]): FactDraft => ({
  kind,
  sentence: `${plural(count, words[0], words[1])} among ${plural(patterns, 'pattern')}.`,
  figures: { count, patterns },
});

/** What is new, what is rare, what has stopped, and values that stand out among the others of their place. */
export const unusualFacts = ({ patterns }: JoinedAnalysis): readonly FactDraft[] => {
  const summaries = patterns.map(({ summary }) => summary);
  const facts: FactDraft[] = [];
  const [fresh, rare, gone] = [ofState(summaries, 'new'), ofState(summaries, 'rare'), ofState(summaries, 'gone')];
  if (fresh.length > 0) {
    facts.push(summaryFact('new', fresh.length, summaries.length, ['pattern is new', 'patterns are new']));
    for (const pattern of fresh.slice(0, maxOfState))
      facts.push({
        kind: 'new-pattern',
        sentence: `New: ${one(pattern.id)} came ${when(pattern)} (${pattern.severity}).`,
        figures: { count: pattern.count, firstMs: pattern.firstMs, lastMs: pattern.lastMs },
      });
  }
  if (rare.length > 0) {
    facts.push(
      summaryFact('rare', rare.length, summaries.length, [
        'pattern occurred three times or less',
        'patterns occurred three times or less each',
      ]),
    );
    for (const pattern of rare.slice(0, maxOfState))
      facts.push({
        kind: 'rare-pattern',
        sentence: `Rare: ${one(pattern.id)} came ${when(pattern)} (${pattern.severity}).`,
        figures: { count: pattern.count, firstMs: pattern.firstMs, lastMs: pattern.lastMs },
      });
  }
  for (const pattern of gone.slice(0, maxOfState))
    facts.push({
      kind: 'gone-pattern',
      sentence: `Stopped: ${one(pattern.id)} came ${number(pattern.count)} times and was last seen at ${time(pattern.lastMs)}, though its log goes on.`,
      figures: { count: pattern.count, lastMs: pattern.lastMs },
    });
  let named = 0;
  for (const { id, slots, count } of summaries) {
    const rareValues = slots.flatMap((slot) => slot.rareValues ?? []);
    if (rareValues.length === 0 || named === maxValues) continue;
    named += 1;
    facts.push({
      kind: 'rare-value',
      sentence: `In ${one(id)}, ${plural(rareValues.length, 'value occurs', 'values occur')} at most twice among ${plural(count, 'event')}.`,
      figures: { values: rareValues.length, count },
    });
  }
  return facts.length > 0
    ? facts
    : [
        {
          kind: 'nothing-unusual',
          sentence: `No pattern is new, rare or gone, among ${plural(summaries.length, 'pattern')}.`,
          figures: { patterns: summaries.length },
        },
      ];
};
