import type { CorrelationRule } from './correlation-rule.ts';
import { isWithin, measureWindow, type WindowEvent } from './measure-window.ts';

/**
 * A match of a rule, as a correlation sees it.
 *
 * @example
 * const input: CorrelationInput = { names: ['failed'], timestampMs: 0, valueOf: (field) => (field === 'user' ? 'alice' : undefined) };
 */
export interface CorrelationInput {
  /** What correlations may call the rule by: its id and its name. */
  readonly names: readonly string[];
  readonly timestampMs: number;
  readonly valueOf: (field: string) => string | undefined;
}

/**
 * A window in which the condition of a correlation is true.
 *
 * @example
 * // Of the rule in `CorrelationRule`, at the tenth failure of alice:
 * const match: CorrelationMatch = { rule, group: { user: 'alice' }, value: 10, fromMs: 0, toMs: 240_000 };
 */
export interface CorrelationMatch {
  readonly rule: CorrelationRule;
  /** The values of `groupBy`, by field or alias. */
  readonly group: Readonly<Record<string, string>>;
  /** What was measured: a count, a sum, an average or a percentile. */
  readonly value: number;
  /** Time of the first and of the last event in the window. */
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The state of correlations over a stream of matches, made by `correlate`.
 *
 * @example
 * for (const input of inputs) for (const match of correlator.take(input)) report(match);
 * correlator.losses(); // { late: 0, events: 0, groups: 0 }
 */
export interface Correlator {
  /** Matches that the input completes, those of correlations over correlations among them. */
  readonly take: (input: CorrelationInput) => readonly CorrelationMatch[];
  /** Inputs left out because they came too late, and events and groups that were forgotten to stay within bounds. */
  readonly losses: () => { readonly late: number; readonly events: number; readonly groups: number };
}

/**
 * Bounds of a correlator's state.
 *
 * @example
 * const limits: CorrelatorLimits = { lateMs: 900_000, maxGroups: 100_000, maxEventsPerGroup: 10_000 };
 */
export interface CorrelatorLimits {
  /** How much older than the newest event an event may be and still count; 15 minutes, as late as CloudTrail delivers. */
  readonly lateMs: number;
  readonly maxGroups: number;
  readonly maxEventsPerGroup: number;
}

const defaults: CorrelatorLimits = { lateMs: 900_000, maxGroups: 100_000, maxEventsPerGroup: 10_000 };
const maxChain = 10;

const namesOf = (rule: CorrelationRule): readonly string[] =>
  rule.name === undefined ? [rule.id] : [rule.id, rule.name];

/** @throws RangeError when correlations refer to each other in a circle, or in a chain of more than 10 */
const checkChains = (rules: readonly CorrelationRule[]): void => {
  const depthOf = (rule: CorrelationRule, above: readonly CorrelationRule[]): void => {
    if (above.includes(rule)) throw new RangeError(`correlation ${rule.id} refers to itself`);
    if (above.length >= maxChain) throw new RangeError(`correlations refer to each other more than ${maxChain} deep`);
    for (const other of rules)
      if (namesOf(other).some((name) => rule.rules.includes(name))) depthOf(other, [...above, rule]);
  };
  for (const rule of rules) depthOf(rule, []);
};

/**
 * Correlates matches of rules in sliding windows of event time: a window ends at each event, and no boundary cuts it. Events
 * may come out of order by `lateMs`; an event that comes late is counted in every window that it belongs to. An event without a
 * value for each of `groupBy` belongs to no group.
 *
 * @throws RangeError when correlations refer to each other in a circle
 * @example
 * const correlator = correlate([rule]); // the rule in `CorrelationRule`
 * correlator.take(input); // [] until ten failures of one user lie within five minutes
 */
export const correlate = (rules: readonly CorrelationRule[], given: Partial<CorrelatorLimits> = {}): Correlator => {
  checkChains(rules);
  const limits = { ...defaults, ...given };
  const windows = new Map<string, WindowEvent[]>();
  const losses = { late: 0, events: 0, groups: 0 };
  let newestMs = -Infinity;

  const windowOf = (key: string): WindowEvent[] => {
    const events = windows.get(key) ?? [];
    // The group that was seen last is the last to be forgotten.
    windows.delete(key);
    windows.set(key, events);
    if (windows.size > limits.maxGroups) {
      for (const oldest of windows.keys()) {
        windows.delete(oldest);
        losses.groups += 1;
        break;
      }
    }
    return events;
  };

  const insert = (events: WindowEvent[], event: WindowEvent, timespanMs: number): void => {
    const after = events.findLastIndex(({ timestampMs }) => timestampMs <= event.timestampMs);
    events.splice(after + 1, 0, event);
    const keptFrom = newestMs - limits.lateMs - timespanMs;
    const expired = events.findIndex(({ timestampMs }) => timestampMs > keptFrom);
    if (expired > 0) events.splice(0, expired);
    if (events.length > limits.maxEventsPerGroup) {
      events.shift();
      losses.events += 1;
    }
  };

  const takeFor = (rule: CorrelationRule, input: CorrelationInput): readonly CorrelationMatch[] => {
    const index = rule.rules.findIndex((name) => input.names.includes(name));
    if (index < 0) return [];
    const fieldOf = (name: string): string => {
      const alias = Object.hasOwn(rule.aliases, name) ? rule.aliases[name] : undefined;
      const known = input.names.find((one) => alias !== undefined && Object.hasOwn(alias, one));
      return (known === undefined ? undefined : alias?.[known]) ?? name;
    };
    const values = rule.groupBy.map((name) => input.valueOf(fieldOf(name)));
    if (values.includes(undefined)) return [];
    const group = Object.fromEntries(rule.groupBy.map((name, at) => [name, values[at] ?? '']));
    const measured = rule.fields.map((name) => input.valueOf(fieldOf(name)));
    const value = measured.includes(undefined)
      ? undefined
      : measured.length === 1
        ? measured[0]
        : JSON.stringify(measured);
    const events = windowOf(JSON.stringify([rule.id, ...values]));
    const { timestampMs } = input;
    insert(events, { timestampMs, rule: index, value }, rule.timespanMs);
    const ends = [...new Set(events.map((event) => event.timestampMs))].filter(
      (end) => end >= timestampMs && end < timestampMs + rule.timespanMs,
    );
    return ends.flatMap((end): CorrelationMatch[] => {
      const inside = events.filter((event) => event.timestampMs > end - rule.timespanMs && event.timestampMs <= end);
      const found = measureWindow(rule, inside);
      if (found === undefined || !isWithin(rule.bounds, found)) return [];
      return [{ rule, group, value: found, fromMs: inside[0]?.timestampMs ?? end, toMs: end }];
    });
  };

  const takeAll = (input: CorrelationInput): readonly CorrelationMatch[] =>
    rules.flatMap((rule) =>
      takeFor(rule, input).flatMap((match) => [
        match,
        ...takeAll({
          names: namesOf(rule),
          timestampMs: match.toMs,
          valueOf: (field) => (Object.hasOwn(match.group, field) ? match.group[field] : input.valueOf(field)),
        }),
      ]),
    );

  return {
    take: (input) => {
      newestMs = Math.max(newestMs, input.timestampMs);
      if (input.timestampMs < newestMs - limits.lateMs) {
        losses.late += 1;
        return [];
      }
      return takeAll(input);
    },
    losses: () => ({ ...losses }),
  };
};
