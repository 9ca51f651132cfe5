import { defaultNoveltyPolicy, severityNumberOf } from '@bellwether/log-model';
import { mergeSketches, type NumberSketch } from '../collect/number-sketch.ts';
import type { FieldFacts, PatternFacts, SlotFacts, WindowFacts } from '../collect/window-facts.ts';
import type { PatternSummary } from './analysis-facts.ts';
import type { FieldOverTime, JoinedPattern, JoinedSlot } from './joined.ts';

/** Values of a slot over all windows; one with more identifies something. */
const maxValues = 64;

/** Windows before this index are the earlier half. */
export const middleOf = (windows: readonly unknown[]): number => Math.floor(windows.length / 2);

/** A sketch over all windows and over each half; nothing for none. */
const overTime = (
  sketches: readonly { readonly index: number; readonly sketch: NumberSketch }[],
  middle: number,
): Pick<JoinedSlot, 'whole' | 'earlier' | 'later'> => {
  const whole = mergeSketches(sketches.map(({ sketch }) => sketch));
  const earlier = mergeSketches(sketches.filter(({ index }) => index < middle).map(({ sketch }) => sketch));
  const later = mergeSketches(sketches.filter(({ index }) => index >= middle).map(({ sketch }) => sketch));
  return {
    ...(whole === undefined ? {} : { whole }),
    ...(earlier === undefined ? {} : { earlier }),
    ...(later === undefined ? {} : { later }),
  };
};

interface InWindow<Facts> {
  readonly index: number;
  readonly facts: Facts;
}

const joinValues = (slots: readonly InWindow<SlotFacts>[], windows: number): JoinedSlot['values'] => {
  // One window with too many values says that the slot identifies something, whatever the others list.
  if (slots.length < windows || slots.some(({ facts }) => facts.values === undefined)) return undefined;
  const values = new Map<string, { count: number; firstMs: number }>();
  for (const { facts } of slots) {
    for (const { value, count, firstMs } of facts.values ?? []) {
      const known = values.get(value);
      values.set(value, { count: (known?.count ?? 0) + count, firstMs: Math.min(known?.firstMs ?? firstMs, firstMs) });
    }
  }
  return values.size > maxValues ? undefined : values;
};

const joinSlots = (parts: readonly InWindow<PatternFacts>[], middle: number): readonly JoinedSlot[] => {
  const byPosition = new Map<number, InWindow<SlotFacts>[]>();
  for (const { index, facts } of parts)
    for (const slot of facts.slots)
      byPosition.set(slot.position, [...(byPosition.get(slot.position) ?? []), { index, facts: slot }]);
  return [...byPosition].map(([position, slots]) => {
    const unit = slots.find(({ facts }) => facts.numbers !== undefined)?.facts.numbers?.unit;
    const numeric = slots.flatMap(({ index, facts }) =>
      facts.numbers?.unit === unit && facts.numbers ? [{ index, sketch: facts.numbers.sketch }] : [],
    );
    const isWhole = numeric.length === parts.length;
    const values = joinValues(slots, parts.length);
    return {
      position,
      name: slots[0]?.facts.name ?? '',
      ...(unit === undefined || !isWhole ? {} : { unit, ...overTime(numeric, middle) }),
      ...(values === undefined ? {} : { values }),
    };
  });
};

const joinOne = (
  parts: readonly [InWindow<PatternFacts>, ...InWindow<PatternFacts>[]],
  windows: number,
  middle: number,
): JoinedPattern => {
  const counts = Array.from({ length: windows }, () => 0);
  const [{ facts: first }] = parts;
  let { severity, firstMs, lastMs, text } = first;
  for (const { index, facts } of parts) {
    counts[index] = facts.count;
    if (severityNumberOf[facts.severity] > severityNumberOf[severity]) severity = facts.severity;
    firstMs = Math.min(firstMs, facts.firstMs);
    lastMs = Math.max(lastMs, facts.lastMs);
    // Texts generalise with time: the latest says most.
    text = facts.text;
  }
  const { slots: _slots, ...rest } = first;
  return {
    ...rest,
    text,
    severity,
    firstMs,
    lastMs,
    count: counts.reduce((sum, one) => sum + one, 0),
    errors: parts.reduce((sum, { facts }) => sum + facts.errors, 0),
    samples: parts.flatMap(({ facts }) => facts.samples).slice(0, 2),
    counts,
    slots: joinSlots(parts, middle),
  };
};

/** The patterns of windows in time order, each over all of them. */
export const joinPatterns = (windows: readonly WindowFacts[]): readonly JoinedPattern[] => {
  const byKey = new Map<string, [InWindow<PatternFacts>, ...InWindow<PatternFacts>[]]>();
  for (const [index, window] of windows.entries()) {
    for (const facts of window.patterns) {
      const parts = byKey.get(facts.key);
      if (parts === undefined) byKey.set(facts.key, [{ index, facts }]);
      else parts.push({ index, facts });
    }
  }
  const middle = middleOf(windows);
  return [...byKey.values()].map((parts) => joinOne(parts, windows.length, middle));
};

/** The measured fields of windows in time order, each over all of them. */
export const joinFields = (windows: readonly WindowFacts[]): readonly FieldOverTime[] => {
  const byKey = new Map<string, InWindow<FieldFacts>[]>();
  for (const [index, window] of windows.entries())
    for (const facts of window.fields) {
      const key = `${facts.logSource}\n${facts.field}`;
      byKey.set(key, [...(byKey.get(key) ?? []), { index, facts }]);
    }
  return [...byKey.values()].flatMap((parts) => {
    const [first] = parts;
    if (first === undefined) return [];
    const { logSource, field, unit } = first.facts;
    const { whole, ...halves } = overTime(
      parts.map(({ index, facts }) => ({ index, sketch: facts.sketch })),
      middleOf(windows),
    );
    return whole === undefined ? [] : [{ logSource, field, unit, whole, ...halves }];
  });
};

/** Events that a pattern may have to be rare, in a log source of at least so many. */
export const maxRareCount = 3;
const minSourceEvents = 200;
/** Events that were to be expected of a pattern in the last quarter, for their absence to say something. */
const minExpected = 10;

/** What a source has been doing, for judging its patterns. */
export interface SourceHistory {
  readonly events: number;
  /** Its first event or template that is known, epoch milliseconds UTC. */
  readonly sinceMs: number;
  /** Its last event, epoch milliseconds UTC. */
  readonly untilMs: number;
}

/**
 * Whether a pattern is new (its template was made in this period, in a log source that had been known for a quarter of it), gone (it
 * was to be expected in the last quarter of the windows, did not come, and its log source went on), rare, or none of these.
 */
export const stateOfPattern = (
  { counts, count, firstMs, lastMs, knownSinceMs }: JoinedPattern,
  source: SourceHistory,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): PatternSummary['state'] => {
  const since = knownSinceMs ?? firstMs;
  const learningMs = Math.max(defaultNoveltyPolicy.learningMs, (endMs - startMs) / 4);
  if (since >= startMs && since - source.sinceMs >= learningMs) return 'new';
  const tailMs = (endMs - startMs) / 4;
  const isQuiet = lastMs < endMs - tailMs && source.untilMs >= endMs - tailMs;
  const spanMs = Math.max(1, endMs - tailMs - Math.max(startMs, firstMs));
  if (counts.length >= 4 && isQuiet && (count / spanMs) * tailMs >= minExpected) return 'gone';
  return count <= maxRareCount && source.events >= minSourceEvents ? 'rare' : 'known';
};
