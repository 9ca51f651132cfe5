import { type Finding, type FindingState, isSuppressed, type Severity, severityNumberOf } from '@bellwether/log-events';

/** Which findings are notified. */
export interface NotifyPolicy {
  /** Findings less severe than this are kept but not notified. */
  readonly alertMinSeverity: Severity;
  /** Anomalies with a lower score, in [0, 1], are kept but not notified; 0 when absent. */
  readonly anomalyMinScore?: number;
  /** Anomalies of a log source that is known for less than this are notified in one summary for each account; off when absent or 0. Milliseconds. */
  readonly learningMs?: number;
}

/** Why a finding is not notified. */
export type QuietReason = 'severity' | 'score' | 'shadow' | 'held_back' | 'suppressed';

/**
 * Why a finding is kept and not notified; undefined when it is to be notified. `suppressed` only when it would be notified otherwise.
 *
 * @param status  what a person made of the finding; undefined for a new one
 */
export const quietReasonOf = (
  finding: Pick<Finding, 'kind' | 'severity' | 'score' | 'isHeldBack' | 'isShadow'>,
  status: FindingState | undefined,
  policy: NotifyPolicy,
): QuietReason | undefined => {
  if (finding.isShadow === true) return 'shadow';
  if (severityNumberOf[finding.severity] < severityNumberOf[policy.alertMinSeverity]) return 'severity';
  if (finding.kind === 'anomaly' && finding.score < (policy.anomalyMinScore ?? 0)) return 'score';
  if (finding.isHeldBack === true) return 'held_back';
  return isSuppressed(status) ? 'suppressed' : undefined;
};

/**
 * Whether a finding is notified, and its workflow started: the one answer for alerts on AWS, alerts on a laptop, and remediation. That a
 * finding was notified before is for the caller to know.
 */
export const shouldNotify = (
  finding: Pick<Finding, 'kind' | 'severity' | 'score' | 'isHeldBack' | 'isShadow'>,
  status: FindingState | undefined,
  policy: NotifyPolicy,
): boolean => quietReasonOf(finding, status, policy) === undefined;
