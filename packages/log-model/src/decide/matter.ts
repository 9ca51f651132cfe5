import { ContributionSums, type CountContribution } from '../count/contribution.ts';
import { signalScopePrefix } from '../count/scope.ts';
import {
  type LogEvent,
  type Severity,
  type AttackReference,
  type FindingKind,
  identify,
  countWindowMs,
  windowStart,
} from '@bellwether/log-events';

/** Length of the window in which findings of one rule about one matter are one finding: six hours, in milliseconds. */
export const findingWindowMs = 6 * 3_600_000;

/** A matter that was quiet for less than this when a new finding window began goes on in its old finding. Milliseconds: one hour. */
export const continuationMs = 3_600_000;

/** Finding windows behind the present one in which a matter that goes on may have begun: a day of them. */
export const continuationWindows = 4;

/** Most evidence ids a finding carries. */
export const maxEvidence = 20;

/** Why an event speaks for a finding: what rule hits and detectors have in common. */
export interface Signal {
  readonly kind: FindingKind;
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly score: number;
  /** Findings of one rule with one key are one matter. */
  readonly dedupeKey: string;
  readonly resources: Readonly<Record<string, string>>;
  readonly reasons: readonly string[];
  readonly attack?: AttackReference;
  /** Present when one event alone is not enough. */
  readonly threshold?: {
    /** Events, or distinct values, within two windows that make a finding. */
    readonly count: number;
    /** The value that is counted once however often it comes, when the rule counts distinct values. */
    readonly distinctValue?: string;
  };
}

/** The signals of one rule about one matter in one finding window, as one batch shows them. */
export interface Matter {
  readonly findingId: string;
  readonly signal: Signal;
  readonly scope: string;
  readonly dataset: LogEvent['dataset'];
  readonly account: string;
  readonly region: string;
  /** Scope of the counters that say how often it happened, shared with other matters of the rule; and its own name in there. */
  readonly signalScope: string;
  readonly signalKey: string;
  readonly windowStartMs: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly evidence: readonly string[];
  /** Starts of the count windows the batch touched, ascending. */
  readonly touchedWindows: readonly number[];
}

/** One signal of one event. */
export interface SignalledEvent {
  readonly sequence: string;
  readonly event: LogEvent;
  readonly scope: string;
  readonly signal: Signal;
}

/** Deterministic id of a finding: the same matter in the same window always has the same one. */
export const findingIdOf = (rule: string, account: string, dedupeKey: string, windowStartMs: number): string =>
  identify('finding', rule, account, dedupeKey, String(windowStartMs));

/** What a matter is called among the counters of its rule: 32 hex digits. A signal's events ask for it one after the other. */
const keysOfSignals = (): ((signal: Signal) => string) => {
  const keys = new Map<string, string>();
  return ({ dedupeKey }) => {
    const known = keys.get(dedupeKey);
    if (known !== undefined) return known;
    const key = identify('signal', dedupeKey);
    keys.set(dedupeKey, key);
    return key;
  };
};

/**
 * The matters of a rule share two rows a window. A row each would make every address that knocks once a write of its own, and a
 * row for all would have no room under an attack from thousands.
 */
const signalScopeOf = (signal: Signal, account: string, signalKey: string): string =>
  `${signalScopePrefix}${signal.rule}#${account}#${Number.parseInt(signalKey.slice(0, 1), 16) >> 3}`;

/** Names of a matter's counters: its events, and each distinct value. */
export const signalEventsField = (signalKey: string): string => `${signalKey}/events`;
export const signalValuePrefix = (signalKey: string): string => `${signalKey}/value:`;

/**
 * Groups signals by rule, account, dedupe key and finding window. Earlier windows come first, so that a finding which goes on across
 * windows is stored before its continuation is decided, in whatever order the events came.
 */
export const gatherMatters = (signalled: readonly SignalledEvent[]): readonly Matter[] => {
  const groups = new Map<string, { windowStartMs: number; items: SignalledEvent[] }>();
  for (const item of signalled) {
    const { event, signal } = item;
    const windowStartMs = windowStart(event.timestampMs, findingWindowMs);
    // An id is made once a group, not once a signal.
    const name = JSON.stringify([signal.rule, event.account, signal.dedupeKey, windowStartMs]);
    const group = groups.get(name);
    if (group) group.items.push(item);
    else groups.set(name, { windowStartMs, items: [item] });
  }
  const keyOf = keysOfSignals();
  const inTime = [...groups.values()].sort((left, right) => left.windowStartMs - right.windowStartMs);
  return inTime.flatMap(({ windowStartMs, items }) => {
    const first = items[0];
    if (!first) return [];
    const { signal } = first;
    const { account } = first.event;
    const signalKey = keyOf(signal);
    const times = items.map(({ event }) => event.timestampMs).sort((left, right) => left - right);
    return {
      findingId: findingIdOf(signal.rule, account, signal.dedupeKey, windowStartMs),
      signal,
      scope: first.scope,
      dataset: first.event.dataset,
      account,
      region: first.event.region,
      signalScope: signalScopeOf(signal, account, signalKey),
      signalKey,
      windowStartMs,
      firstSeenMs: times[0] ?? 0,
      lastSeenMs: times.at(-1) ?? 0,
      evidence: items.slice(0, maxEvidence).map(({ event }) => event.id),
      touchedWindows: [...new Set(times.map((timeMs) => windowStart(timeMs)))],
    };
  });
};

/** What signals add to the counters of their matter: every event, and each distinct value where the rule counts those. */
export const countSignals = (signalled: readonly SignalledEvent[]): readonly CountContribution[] => {
  const sums = new ContributionSums();
  const keyOf = keysOfSignals();
  for (const { sequence, event, signal } of signalled) {
    const key = keyOf(signal);
    sums.open(sequence, signalScopeOf(signal, event.account, key), windowStart(event.timestampMs));
    sums.add(signalEventsField(key));
    const value = signal.threshold?.distinctValue;
    if (value !== undefined) sums.add(signalValuePrefix(key) + value);
  }
  return sums.all;
};

/** The windows whose counters decide about a matter: those the batch touched and the one before each. */
export const decidingWindows = (matter: Matter): readonly number[] =>
  [...new Set(matter.touchedWindows.flatMap((startMs) => [startMs - countWindowMs, startMs]))].sort(
    (left, right) => left - right,
  );
