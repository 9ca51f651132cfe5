import { severityNumberOf } from '@bellwether/log-model';
import { quantileOf, type NumberSketch } from '../collect/number-sketch.ts';
import type { NumberFacts, PatternSummary, SlotSummary } from './analysis-facts.ts';
import type { JoinedPattern, JoinedSlot, NumberedPattern } from './joined.ts';
import { stateOfPattern, type SourceHistory } from './join-patterns.ts';

/** Patterns that an analysis keeps; the rest is counted. */
const maxPatterns = 5_000;
/** A value is rare when it occurred at most so often, among at least so many events of its pattern. */
const maxRareValue = 2;
const minAmong = 200;
/** Distinct values of a slot that its rare ones may be named of. */
const maxDistinct = 24;
const maxNamedValues = 4;

/** A figure of a sketch: rounded to three digits, because it is right within 2.5 %. */
const rounded = (value: number): number => (value === 0 ? 0 : Number(value.toPrecision(3)));

export const numberFactsOf = (sketch: NumberSketch, unit: NumberFacts['unit']): NumberFacts => ({
  unit,
  count: sketch.count,
  min: sketch.min,
  p50: rounded(quantileOf(sketch, 0.5)),
  p95: rounded(quantileOf(sketch, 0.95)),
  max: sketch.max,
});

const slotSummary = ({ position, name, unit, whole, values }: JoinedSlot, count: number): readonly SlotSummary[] => {
  const numbers = whole === undefined || unit === undefined ? undefined : numberFactsOf(whole, unit);
  const listed = values === undefined ? [] : [...values].map(([value, facts]) => ({ value, ...facts }));
  const isChosen = listed.length > 1 && listed.length <= maxDistinct && count >= minAmong;
  const rare = isChosen ? listed.filter((one) => one.count <= maxRareValue) : [];
  const top = isChosen ? listed.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)) : [];
  if (numbers === undefined && top.length === 0) return [];
  return [
    {
      position,
      name,
      ...(numbers === undefined ? {} : { numbers }),
      ...(rare.length === 0 || rare.length === listed.length ? {} : { rareValues: rare.slice(0, maxNamedValues) }),
      ...(top.length === 0
        ? {}
        : { topValues: top.slice(0, maxNamedValues).map(({ value, count: of }) => ({ value, count: of })) }),
    },
  ];
};

/** How telling a pattern is: what is rare or new before what is usual, the more severe first, the rarer first. */
const rankOf = ({ state, severity, count }: Omit<PatternSummary, 'id'>): readonly [number, number, number] => [
  state === 'known' ? 1 : 0,
  -severityNumberOf[severity],
  state === 'known' ? -count : count,
];

const compare = (left: Omit<PatternSummary, 'id'>, right: Omit<PatternSummary, 'id'>): number => {
  const [a, b] = [rankOf(left), rankOf(right)];
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.key < right.key ? -1 : left.key > right.key ? 1 : 0;
};

const historiesOf = (patterns: readonly JoinedPattern[]): ReadonlyMap<string, SourceHistory> => {
  const sources = new Map<string, SourceHistory>();
  for (const { logSource, count, firstMs, lastMs, knownSinceMs = firstMs } of patterns) {
    const known = sources.get(logSource);
    sources.set(logSource, {
      events: (known?.events ?? 0) + count,
      sinceMs: Math.min(known?.sinceMs ?? Infinity, firstMs, knownSinceMs),
      untilMs: Math.max(known?.untilMs ?? -Infinity, lastMs),
    });
  }
  return sources;
};

/**
 * Gives patterns the ids `P1`, `P2`, ... that sentences and narrators name them by, the most telling first, and counts those that find no
 * room: the frequent ones without errors.
 */
export const numberPatterns = (
  patterns: readonly JoinedPattern[],
  period: { readonly startMs: number; readonly endMs: number },
): {
  readonly patterns: readonly NumberedPattern[];
  readonly further: { readonly patterns: number; readonly events: number };
} => {
  const histories = historiesOf(patterns);
  const summaries = patterns
    .map((joined) => {
      const source = histories.get(joined.logSource) ?? { events: 0, sinceMs: joined.firstMs, untilMs: joined.lastMs };
      const [sample] = joined.samples;
      const summary: Omit<PatternSummary, 'id'> = {
        key: joined.key,
        logSource: joined.logSource,
        templateId: joined.templateId,
        text: joined.text,
        severity: joined.severity,
        dataset: joined.dataset,
        count: joined.count,
        errors: joined.errors,
        windows: joined.counts.filter((count) => count > 0).length,
        firstMs: joined.firstMs,
        lastMs: joined.lastMs,
        state: stateOfPattern(joined, source, period),
        ...(sample === undefined ? {} : { sample }),
        slots: joined.slots.flatMap((slot) => slotSummary(slot, joined.count)),
      };
      return { joined, summary };
    })
    .toSorted((left, right) => compare(left.summary, right.summary));
  const left = summaries.slice(maxPatterns);
  return {
    patterns: summaries
      .slice(0, maxPatterns)
      .map(({ joined, summary }, index) => ({ joined, summary: { id: `P${index + 1}`, ...summary } })),
    further: { patterns: left.length, events: left.reduce((sum, { summary }) => sum + summary.count, 0) },
  };
};
