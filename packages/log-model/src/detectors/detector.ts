import type { PartialEvent } from '@bellwether/detection-engine';
import type { FindingProvenance, LogEvent, ReadRecord } from '@bellwether/log-events';
import type { NewValue, Template } from '@bellwether/template-miner';
import type { WindowCounts } from '../count/contribution.ts';
import type { Evidence, ObservedEvidence } from './evidence.ts';

/** What a detector may be over: its input, and the state that goes with it. */
export interface DetectorInputs {
  /** One event. */
  readonly event: {
    readonly input: {
      /** Redacted. Where nobody keeps the events it has only the attributes that rules read. */
      readonly event: LogEvent;
      /** The record before redaction, when it was JSON: what evidence quotes of it must be redacted. */
      readonly document: ReadRecord['document'];
    };
    readonly state: {
      /** Since when the scope is known, epoch milliseconds UTC. */
      readonly scopeSinceMs: number;
      /** The event's template, this event counted; undefined when it was evicted. */
      readonly template: () => Pick<Template, 'text' | 'firstSeenMs'> | undefined;
      /** The last new value of the template's parameters, whichever event showed it. */
      readonly newValue: () => NewValue | undefined;
      /** What backs what the event says of itself; undefined for one that neither is declared nor speaks about the account. */
      readonly provenance: () => FindingProvenance | undefined;
    };
  };
  /** One closed count window of one scope. */
  readonly window: {
    readonly input: {
      readonly scope: string;
      /** Start of the window, epoch milliseconds UTC, aligned to the count window. */
      readonly windowStartMs: number;
      /** Whether the data at hand ends before the window does, so that a missing event may only not have been read. */
      readonly isPastEnd: boolean;
    };
    readonly state: {
      /** The scope's rows of the window and of `historyWindows` before it, by time; windows without events have none. */
      readonly rows: readonly WindowCounts[];
    };
  };
  /** Events that share a request, trace, block or instance id. */
  readonly session: {
    readonly input: {
      readonly scope: string;
      readonly sessionId: string;
      /** Epoch milliseconds UTC. */
      readonly firstSeenMs: number;
      readonly lastSeenMs: number;
      /** Events of each template, by its id. */
      readonly events: Readonly<Record<string, number>>;
    };
    readonly state: {
      /** Latest event time of the scope, epoch milliseconds UTC: a young session is not judged on what may still come. */
      readonly scopeTimeMs: number;
    };
  };
  /** One value of a series. */
  readonly series: {
    readonly input: {
      readonly scope: string;
      readonly name: string;
      /** Epoch milliseconds UTC. */
      readonly timestampMs: number;
      readonly value: number;
    };
    readonly state: {
      /** Earlier values, by time. */
      readonly past: readonly { readonly timestampMs: number; readonly value: number }[];
    };
  };
}

/**
 * Looks at one input and gives evidence, or none. `decide` turns evidence and counters into findings; a detector knows nothing of
 * stores, suppression or notifications.
 *
 * A detector is pure and has no state but what it was made with (a compiled rule, a trained model) and what only saves time.
 * `describeDetector` of the testkit checks this for every one: the same answer however often and in whatever order it is asked, a reason in
 * each piece of evidence, none on too little data, and bounded answers whatever a log says.
 *
 * @example
 * // packages/log-model/src/detectors/night-shift.ts: an ERROR between midnight and four. Its line in `registry.ts` is
 * // `export const eventDetectors = [ruleDetector, newFailureDetector, nightShiftDetector];`, and its cases stand in
 * // `test/detectors/conformance.test.ts`, which fails without them.
 * export const nightShiftDetector = (): EventDetector => ({
 *   id: 'night-shift',
 *   over: 'event',
 *   couldMatch: () => true, // known lines may have evidence too, so none may be counted unread
 *   evaluate: ({ event }) => {
 *     if (event.severity !== 'ERROR' || new Date(event.timestampMs).getUTCHours() >= 4) return noEvidence;
 *     const reasons = ['An error between midnight and four (UTC).'];
 *     const base = { kind: 'anomaly', rule: 'night-shift', title: 'An error at night', severity: 'WARNING' } as const;
 *     return [{ ...base, score: 0.5, dedupeKey: event.logGroup, resources: {}, reasons, threshold: { count: 3 } }];
 *   },
 * });
 */
interface DetectorOver<Over extends keyof DetectorInputs> {
  /** Unique; kebab-case. */
  readonly id: string;
  readonly over: Over;
  readonly evaluate: (
    input: DetectorInputs[Over]['input'],
    state: DetectorInputs[Over]['state'],
  ) => readonly (Over extends 'event' ? Evidence : ObservedEvidence)[];
}

export interface EventDetector extends DetectorOver<'event'> {
  /**
   * Whether there could be evidence in an event of which only this much is known. The fast path counts an event without making it only
   * when no detector could match it; true when that is not certain.
   */
  readonly couldMatch: (partial: PartialEvent) => boolean;
}

export interface WindowDetector extends DetectorOver<'window'> {
  /** Count windows before the judged one whose rows it needs; integer, 0 or more. */
  readonly historyWindows: number;
  /** Count windows after one with events at which it also wants to judge, though they may be empty: when a silence is complete. */
  readonly quietWindows: readonly number[];
}

export type SessionDetector = DetectorOver<'session'>;
export type SeriesDetector = DetectorOver<'series'>;
export type Detector = EventDetector | WindowDetector | SessionDetector | SeriesDetector;
