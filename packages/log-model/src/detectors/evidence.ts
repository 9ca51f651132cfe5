import type { RuleMode } from '@bellwether/detection-engine';
import type { AttackReference, FindingKind, FindingProvenance, Severity } from '@bellwether/log-events';

/**
 * One detector's answer about one input: why it speaks for a finding. Evidence of one rule with one dedupe key in one finding window
 * is one finding candidate.
 *
 * @example
 * // Of a rule, about one sign-in; ten of them from one address within ten minutes make a finding.
 * const evidence: Evidence = {
 *   kind: 'rule',
 *   rule: 'console-login-brute-force',
 *   title: 'Many failed console sign-ins from one address',
 *   severity: 'ERROR',
 *   score: 0.8,
 *   dedupeKey: '203.0.113.9',
 *   resources: { sourceIp: '203.0.113.9' },
 *   reasons: ['source.ip is 203.0.113.9.', 'Someone is guessing passwords.'],
 *   threshold: { count: 10 },
 * };
 */
export interface Evidence {
  readonly kind: FindingKind;
  /** Id of the rule, or the name of what the detector saw, such as `error-spike`; becomes the rule of the finding. */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** In [0, 1]. */
  readonly score: number;
  /** What the evidence is about. */
  readonly dedupeKey: string;
  /** Named things a playbook needs. */
  readonly resources: Readonly<Record<string, string>>;
  /** Sentences a person can check, the weightiest first; at least one. */
  readonly reasons: readonly string[];
  readonly attack?: AttackReference;
  /** What backs its event; absent where nothing is declared or claimed. */
  readonly provenance?: FindingProvenance;
  /** Of a new failure: the text of its template without values, by which it is compared with those that are known. */
  readonly likeness?: string;
  /** Of a rule that is not live: what becomes of its evidence (`RuleMode`). */
  readonly mode?: Exclude<RuleMode, 'live'>;
  /** Of a rule that correlations look at: the values of the fields that they compare. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Present when one event alone is not enough. */
  readonly threshold?: {
    /** Events, or distinct values, within two count windows that make a finding; integer, 1 or more. */
    readonly count: number;
    /** The value that is counted once however often it comes, when the rule counts distinct values. */
    readonly distinctValue?: string;
  };
  /** Present when it is a finding only after so many matches of another rule with the same dedupe key, within two count windows. */
  readonly after?: { readonly rule: string; readonly count: number };
  /** Of a rule of what is first seen: who did it, the role of a session, the user or the account's root. */
  readonly principal?: string;
  /** Present when it is a finding only where its principal never did it before. */
  readonly firstSeen?: { readonly value: string; readonly historyDays: number };
  /** Present when it is a finding only where no match of another rule with the same dedupe key follows. */
  readonly absence?: { readonly rule: string; readonly withinMinutes: number };
  /**
   * Present when the detector looked at many events at once and has counted them itself, as detectors over windows do. Without it the
   * counters of the candidate say how often it happened.
   */
  readonly observed?: {
    /** Epoch milliseconds UTC. */
    readonly firstSeenMs: number;
    readonly lastSeenMs: number;
    /** Events; integer, 0 or more. */
    readonly count: number;
  };
}

/** Evidence of a detector that counted for itself. */
export type ObservedEvidence = Evidence & Required<Pick<Evidence, 'observed'>>;

export const noEvidence: readonly never[] = [];
