import { type Finding, identify } from '@bellwether/log-events';

/** Rule of the one finding that speaks for all that a log source made beyond its limit. */
export const moreFindingsRule = 'more-findings';

/**
 * The finding that says how many findings of a log source and finding window are not listed. Its count is that number; everything else of it
 * stays the same while the number grows.
 *
 * @param of  one of the findings
 * @param more  findings that are not listed; integer, 1 or more
 */
export const moreFindings = (
  of: Pick<Finding, 'scope' | 'dataset' | 'account' | 'windowStartMs' | 'lastSeenMs'>,
  more: number,
  maxFindings: number,
): Finding => ({
  id: identify('finding', moreFindingsRule, of.account, of.scope, String(of.windowStartMs)),
  kind: 'threshold',
  rule: moreFindingsRule,
  title: `More findings than are listed: ${of.scope}`,
  severity: 'ERROR',
  score: 0.8,
  reasons: [
    `${of.scope} made more than ${maxFindings} findings within six hours. The most severe ones and the first of each rule are listed; the count says about how many more there are.`,
    'Either much is wrong there at once, or somebody writes lines to hide one finding among many. The archive contains the events of all of them.',
  ],
  scope: of.scope,
  dataset: of.dataset,
  account: of.account,
  region: '',
  dedupeKey: of.scope,
  resources: {},
  evidence: [],
  windowStartMs: of.windowStartMs,
  firstSeenMs: of.windowStartMs,
  lastSeenMs: of.lastSeenMs,
  count: more,
});
