import type { AttackReference } from './attack.ts';
import type { Severity, Dataset } from './event.ts';
import type { FindingProvenance } from './provenance.ts';

/**
 * Where a finding stands, in the words of OCSF's Detection Finding (status New, In Progress, Suppressed, Resolved).
 *
 * @see https://schema.ocsf.io/classes/detection_finding
 */
export const findingStates = ['new', 'in_progress', 'suppressed', 'resolved'] as const;
export type FindingState = (typeof findingStates)[number];

/**
 * The state of a finding whose state was set at `sinceMs`: a resolved one that was seen after that is new again. Whichever of the two
 * is heard of first, it comes to the same.
 */
export const stateSeen = (state: FindingState, sinceMs: number, lastSeenMs: number): FindingState =>
  state === 'resolved' && lastSeenMs > sinceMs ? 'new' : state;

/**
 * Whether a finding of this status is kept, but neither notified nor acted on. Only what a person suppressed: one that is still resolved
 * when it is seen was seen before that, and one that was seen after it is new.
 */
export const isSuppressed = (state: FindingState | undefined): boolean => state === 'suppressed';

export type FindingKind = 'rule' | 'anomaly' | 'threshold' | 'risk';

/** A line that shows what a finding reports. Redacted, one line, bounded. */
export interface FindingLine {
  /** Epoch milliseconds UTC. */
  readonly timeMs: number;
  /** The stream, or the log group or dataset where there is none. */
  readonly location: string;
  readonly text: string;
}

/**
 * What a person wants to see first of a finding, as it was known when the finding was first stored.
 *
 * @example
 * const context: FindingContext = {
 *   lines: [{ timeMs: Date.UTC(2026, 0, 15, 10, 3, 12), location: 'orders-7f', text: "KeyError: 'voucher'" }],
 *   change: 'Since 10:03:11, orders-7f: orders 1.8.0 started',
 * };
 */
export interface FindingContext {
  /** The first lines; at most `maxContextLines`. */
  readonly lines: readonly FindingLine[];
  /** Who did it, from where and with what, such as `by ana from 203.0.113.9 with aws-cli/2.15`. */
  readonly actor?: string;
  /** The change that came before it, as a sentence without its stop. */
  readonly change?: string;
}

/** Bounds of a context, in lines and in UTF-16 units. */
export const maxContextLines = 3;
export const maxContextText = 300;

/** Something worth a look. */
export interface Finding {
  /** Deterministic: rule or detector, dedupe key and window. The same evidence always gives the same id. */
  readonly id: string;
  readonly kind: FindingKind;
  /** The rule's id, or the detector's name such as `template-new`. */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** In [0, 1]. */
  readonly score: number;
  /** Sentences a person can check, the weightiest first. */
  readonly reasons: readonly string[];
  readonly scope: string;
  readonly dataset: Dataset;
  readonly account: string;
  readonly region: string;
  /** What the finding is about, such as an instance id, a trail's name, a principal; evidence with one key is one finding candidate. */
  readonly dedupeKey: string;
  /** Named things a playbook needs, such as `{ trailName: 'main' }`. */
  readonly resources: Readonly<Record<string, string>>;
  /** Ids of events, at most 20. */
  readonly evidence: readonly string[];
  readonly windowStartMs: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  /** Events that support it, as far as counted. */
  readonly count: number;
  readonly attack?: AttackReference;
  /** What vouches for its events; absent counts as not declared for everything that acts. */
  readonly provenance?: FindingProvenance;
  /** True where its log source made more findings than are notified one by one: it is listed, and nothing else comes of it. */
  readonly isHeldBack?: true;
  /** True of an anomaly of a log source that was still learnt when it was raised: one summary for each account instead of single alerts. */
  readonly isLearning?: true;
  /** True of a rule in shadow: it is listed and counted, notifies nobody and starts nothing. */
  readonly isShadow?: true;
  /** Absent where no event is at hand, as for findings of windows before a change was seen. */
  readonly context?: FindingContext;
}

/** The finding as machines get it: text of a log that only people need is left out. */
export const withoutContext = ({ context: _context, ...finding }: Finding): Finding => finding;

type FindingIdentity = Pick<Finding, 'rule' | 'account' | 'dedupeKey' | 'windowStartMs'>;

/** Whether two findings with one id are one finding: the same rule, account, dedupe key and window, of which the id is made. */
export const isSameFinding = (left: FindingIdentity, right: FindingIdentity): boolean =>
  left.rule === right.rule &&
  left.account === right.account &&
  left.dedupeKey === right.dedupeKey &&
  left.windowStartMs === right.windowStartMs;

/** Of two judgings of windows the one that speaks: the greater count, among equals the later window, or the same one judged again. */
const speaks = (raised: Finding, known: Finding): boolean =>
  raised.count > known.count || (raised.count === known.count && raised.lastSeenMs >= known.lastSeenMs);

/**
 * What is stored of a finding once it was seen again: the earlier first seen, the later last seen, the greater count. Everything else keeps the
 * value that was first stored, but for a finding that names no events, because its detector looked at whole windows and counted for itself:
 * its score and reasons are those of the window with the greatest count, as it was last judged.
 *
 * @returns `known` itself when nothing changes
 * @example
 * // 30 errors at first, 45 once a late delivery was counted.
 * joinSighting({ ...finding, count: 30, reasons: ['30 errors in 5 minutes.'] }, { ...finding, count: 45, reasons: ['45 errors in 5 minutes.'] });
 * // count 45, reasons ['45 errors in 5 minutes.']
 */
export const joinSighting = (known: Finding, raised: Finding): Finding => {
  const firstSeenMs = Math.min(known.firstSeenMs, raised.firstSeenMs);
  const lastSeenMs = Math.max(known.lastSeenMs, raised.lastSeenMs);
  const count = Math.max(known.count, raised.count);
  const isJudgedAgain = raised.evidence.length === 0 && known.evidence.length === 0 && speaks(raised, known);
  const { score, reasons } = isJudgedAgain ? raised : known;
  const isUnchanged =
    firstSeenMs === known.firstSeenMs &&
    lastSeenMs === known.lastSeenMs &&
    count === known.count &&
    score === known.score &&
    reasons.length === known.reasons.length &&
    reasons.every((reason, index) => reason === known.reasons[index]);
  return isUnchanged ? known : { ...known, firstSeenMs, lastSeenMs, count, score, reasons };
};
