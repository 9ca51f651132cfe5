import type { Finding } from '@bellwether/log-model';

/** A span in which nothing is applied, epoch milliseconds UTC; `endMs` is the first moment after it. */
export interface Freeze {
  readonly startMs: number;
  readonly endMs: number;
}

/** Limits that need no memory. Planning asks them, and acting asks them again right before it writes. */
export interface Bounds {
  /** Longest time since the finding was last seen, in milliseconds. Beyond it a remediation is rehearsed. */
  readonly maxFindingAgeMs: number;
  /** `unreadable` freezes everything: a span that nobody can read may be about now. */
  readonly freezes: readonly Freeze[] | 'unreadable';
  /** Most calls of one plan; integer. A plan with more is refused. */
  readonly maxPlannedCalls: number;
}

/** The bounds where no setting names others. */
export const usualBounds: Bounds = { maxFindingAgeMs: 60 * 60_000, freezes: [], maxPlannedCalls: 10 };

/** How far a finding may lie in the future, in milliseconds: clocks of two machines differ. */
const maxClockSkewMs = 60_000;

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

const instantOf = (text: string): number => (instant.test(text) ? Date.parse(text) : Number.NaN);

/**
 * Reads spans such as `2026-12-23T18:00Z/2027-01-02T06:00Z`, separated by commas. Each time is ISO 8601 with its offset from UTC.
 *
 * @returns `unreadable` when one of them cannot be read or does not end after it starts
 */
export const readFreezes = (text: string): Bounds['freezes'] => {
  const spans = text
    .split(',')
    .map((span) => span.trim())
    .filter((span) => span !== '');
  const freezes = spans.map((span) => {
    const [start = '', end = '', ...more] = span.split('/');
    return { startMs: instantOf(start), endMs: more.length === 0 ? instantOf(end) : Number.NaN };
  });
  return freezes.every(({ startMs, endMs }) => startMs < endMs) ? freezes : 'unreadable';
};

/** Why nothing is applied about a finding that was last seen then; undefined when its age allows it. */
export const ageReasonOf = (
  { lastSeenMs }: Pick<Finding, 'lastSeenMs'>,
  { maxFindingAgeMs }: Pick<Bounds, 'maxFindingAgeMs'>,
  nowMs: number,
): string | undefined => {
  const ageMs = nowMs - lastSeenMs;
  if (!(ageMs >= -maxClockSkewMs)) return 'The finding was last seen in the future, so its age is not known.';
  if (ageMs <= maxFindingAgeMs) return undefined;
  const minutes = (ms: number): number => Math.floor(ms / 60_000);
  return `The finding was last seen ${minutes(ageMs)} minutes ago, longer than ${minutes(maxFindingAgeMs)} (MAX_FINDING_AGE_MINUTES).`;
};

/** Why nothing is applied at this time; undefined when no freeze is on. */
export const freezeReasonOf = ({ freezes }: Pick<Bounds, 'freezes'>, nowMs: number): string | undefined => {
  if (freezes === 'unreadable') return 'A freeze cannot be read (FREEZES), so it counts as being on now.';
  const freeze = freezes.find(({ startMs, endMs }) => nowMs >= startMs && nowMs < endMs);
  return freeze && `A freeze is on until ${new Date(freeze.endMs).toISOString()} (FREEZES).`;
};

/** Why a plan of these calls is refused; undefined when they are few enough. */
export const callsRefusalOf = (
  steps: readonly string[],
  { maxPlannedCalls }: Pick<Bounds, 'maxPlannedCalls'>,
): string | undefined =>
  steps.length <= maxPlannedCalls
    ? undefined
    : `The plan has ${steps.length} calls, more than ${maxPlannedCalls} (MAX_PLANNED_CALLS).`;
