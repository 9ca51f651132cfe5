import { countWindowMs, dayMs, identify, windowStart } from '@bellwether/log-events';
import type { CountContribution, WindowCounts } from '../count/contribution.ts';
import { ruleScopePrefix } from '../count/scope.ts';
import type { EventEvidence } from './candidate.ts';

/** Length of the window in which a value of a principal is remembered once: four weeks, in milliseconds. The past is this one and the one before. */
export const profileWindowMs = 28 * dayMs;

/** Values that a principal must have shown before anything about it is new: what is hardly known has no habits. */
export const minProfileValues = 10;

/** Values of one principal that are looked at. A row of counters has room for as many. */
const maxProfileValues = 4_000;

/** Scope of the counters that remember what a principal of an account did. */
export const profileScopeOf = (account: string, principal: string): string =>
  `${ruleScopePrefix}first-seen#${account}#${identify('principal', principal)}`;

/** Name of a value in a profile, without its time: values are many, so their names are short. */
export const profileValueOf = (rule: string, value: string): string =>
  `${rule}:${identify('seen', value).slice(0, 12)}`;

/** The name of a value that was first seen in a count window. */
const profileField = (name: string, windowStartMs: number): string =>
  `${name}@${(windowStartMs / countWindowMs).toString(36)}`;

/** What is remembered of a principal: the earliest count window of each value, by profile window. */
export type PrincipalProfile = ReadonlyMap<number, ReadonlyMap<string, number>>;

/** Reads a profile out of its rows of counters. */
export const profileOf = (rows: readonly WindowCounts[]): PrincipalProfile =>
  new Map(
    rows.map(({ windowStartMs, fields }) => {
      const values = new Map<string, number>();
      for (const field of Object.keys(fields).slice(0, maxProfileValues)) {
        const at = field.lastIndexOf('@');
        const firstMs = Number.parseInt(field.slice(at + 1), 36) * countWindowMs;
        if (at <= 0 || !Number.isFinite(firstMs)) continue;
        const name = field.slice(0, at);
        values.set(name, Math.min(values.get(name) ?? firstMs, firstMs));
      }
      return [windowStartMs, values];
    }),
  );

/** What a batch says about one principal, against its profile. */
export interface SettledProfile {
  /** Evidence of what the principal never did before, in the order given. */
  readonly fresh: readonly EventEvidence[];
  /** What its profile must remember. */
  readonly counts: readonly CountContribution[];
}

/**
 * Which evidence is about something new, and what the profile must remember of it.
 *
 * Something is new in the count window in which it was first seen, so a batch that is given again, when its profile already remembers it,
 * comes to the same. Only what was seen in earlier windows counts as history.
 *
 * @param found  evidence with `firstSeen`, of one principal
 * @param minValues  values that the principal must have shown before; fewer where only one rule's are known
 */
export const settleFirstSeen = (
  scope: string,
  found: readonly EventEvidence[],
  profile: PrincipalProfile,
  minValues: number = minProfileValues,
): SettledProfile => {
  const known = new Map([...profile].map(([startMs, values]) => [startMs, new Map(values)]));
  const counts: CountContribution[] = [];
  const fresh = new Set<EventEvidence>();
  const inTime = found.toSorted((left, right) => left.event.timestampMs - right.event.timestampMs);
  for (const item of inTime) {
    const { firstSeen, rule } = item.evidence;
    if (firstSeen === undefined) continue;
    const name = profileValueOf(rule, firstSeen.value);
    const seenMs = windowStart(item.event.timestampMs);
    const startMs = windowStart(seenMs, profileWindowMs);
    const [now, before] = [known.get(startMs) ?? new Map<string, number>(), known.get(startMs - profileWindowMs)];
    known.set(startMs, now);
    const firstMs = Math.min(now.get(name) ?? Infinity, before?.get(name) ?? Infinity);
    if ((now.get(name) ?? Infinity) > seenMs) {
      now.set(name, seenMs);
      counts.push({
        sequence: item.sequence,
        scope,
        windowStartMs: startMs,
        field: profileField(name, seenMs),
        count: 1,
      });
    }
    if (firstMs < seenMs) continue;
    const past = [...(before?.values() ?? []), ...now.values()].filter((timeMs) => timeMs < seenMs);
    const isKnown = past.length >= minValues && Math.min(...past) <= seenMs - firstSeen.historyDays * dayMs;
    if (isKnown) fresh.add(item);
  }
  // Counts are guarded by their sequence, which must not go back.
  counts.sort((left, right) => (left.sequence < right.sequence ? -1 : left.sequence > right.sequence ? 1 : 0));
  return { fresh: found.filter((item) => fresh.has(item)), counts };
};
