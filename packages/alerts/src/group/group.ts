import type {
  AttackReference,
  Finding,
  FindingContext,
  FindingKind,
  FindingState,
  Severity,
  Dataset,
} from '@bellwether/log-model';
import type { Notification } from '@bellwether/ports';
import type { GroupKey } from '../policy.ts';

/** A finding as it is stored now. */
export interface Sighting {
  readonly finding: Finding;
  /** The finding's first seen as it was first stored, epoch milliseconds UTC: unlike the finding's own it never changes. */
  readonly raisedMs: number;
  /** Its status; absent while it is new. */
  readonly state?: FindingState;
}

/** The most severe finding of a group, as messages show it. Bounded plain text. */
export interface Head {
  readonly key: string;
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly rule: string;
  readonly title: string;
  readonly reasons: readonly string[];
  readonly dataset: Dataset;
  readonly account: string;
  readonly region: string;
  readonly scope: string;
  readonly attack?: AttackReference;
  /** Absent in groups that were stored before findings had it. */
  readonly context?: FindingContext;
}

/** One finding as a message may show it. `key` is the hash of its id. */
export interface Sample {
  readonly key: string;
  readonly findingId: string;
  readonly severity: Severity;
  readonly title: string;
  readonly scope: string;
  readonly lastSeenMs: number;
  readonly count: number;
}

/** Where findings of a group come from, as far as mutes ask. What is absent is unknown, and a mute that names it does not match. */
export interface FindingLocation {
  readonly rule?: string;
  readonly dataset?: Dataset;
  readonly account?: string;
  readonly scope?: string;
  /** Whether it was seen since the last message. */
  readonly isFresh: boolean;
}

/**
 * What is known of a group's findings. Sightings are merged into it; the result does not depend on their order, nor on how often each
 * comes. Only `lastGrewMs`, `recent` and the freshness of locations depend on when they came.
 */
export interface Evidence {
  /** Events by the hash of the finding's id. */
  readonly counted: ReadonlyMap<string, number>;
  /** Whether there were more findings than are counted. */
  readonly isCut: boolean;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly head: Head;
  /** At most five, from as many scopes as possible. */
  readonly samples: readonly Sample[];
  /** At most five new findings since the last message, from as many scopes as possible. */
  readonly recent: readonly Sample[];
  readonly locations: readonly FindingLocation[];
  /** When something new last joined, by the clock, epoch milliseconds UTC. */
  readonly lastGrewMs: number;
}

/** A mute that holds a group back, for the record. */
export interface Held {
  readonly reason: string;
  readonly by?: string;
  readonly sinceMs: number;
  readonly untilMs: number;
}

/** What people were last notified of a group. */
export interface NotifiedState {
  /** What the last message said: none was sent, the group goes on, or it is over. */
  readonly state: 'untold' | 'open' | 'recovered';
  /** Messages so far; the number of the last. */
  readonly messages: number;
  readonly notifiedMs: number;
  /** Of the last message. */
  readonly severity?: Severity;
  readonly findings: number;
  readonly events: number;
  /** Roll-ups since it opened or came back. */
  readonly rollUps: number;
  /** Returns after a recovery. */
  readonly flaps: number;
  /** Outputs that were notified of it, sorted. */
  readonly outputs: readonly string[];
  /** Mutes that held it back, the newest last; at most five. */
  readonly held: readonly Held[];
}

/** Messages that one output has not accepted yet, in order. Attempts are those of the first. */
export interface PendingDelivery {
  readonly output: string;
  readonly messageIds: readonly string[];
  readonly attempts: number;
  readonly nextAttemptMs: number;
  /** The process that delivers it, until then. */
  readonly claim?: string;
}

/** Messages that are not delivered everywhere yet. */
export interface Outbox {
  readonly messages: readonly Notification[];
  readonly owed: readonly PendingDelivery[];
}

/** Findings with one key in one window: the first notifies at once, the rest are counted and rolled up. */
export interface AlertGroup {
  readonly id: string;
  readonly key: Readonly<Partial<Record<GroupKey, string>>>;
  readonly windowStartMs: number;
  readonly evidence: Evidence;
  readonly notified: NotifiedState;
  readonly outbox: Outbox;
}

export const findingsOf = ({ counted }: Evidence): number => counted.size;

export const eventsOf = ({ counted }: Evidence): number => {
  let events = 0;
  for (const count of counted.values()) events += count;
  return events;
};
