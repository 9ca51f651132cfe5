import type { FindingView, StoreReads } from '@bellwether/queries';
import type { FindingFacts, WindowFacts } from '../collect/window-facts.ts';

const pageSize = 500;
const maxFindings = 5_000;

const findingFactsOf = (view: FindingView): FindingFacts => {
  const { id, rule, title, severity, logSource, dataset, count, firstSeenMs, lastSeenMs, status, provenance } = view;
  const facts = { id, rule, title, severity, logSource, dataset, count, firstSeenMs, lastSeenMs, status };
  return provenance === undefined ? facts : { ...facts, provenance };
};

/**
 * Findings of log sources that were seen in a span, the most severe first, at most 5,000.
 *
 * @throws PortError or QueryError when they cannot be read
 */
export const findingsOfSpan = async (
  reads: Pick<StoreReads, 'findings'>,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  isSelected: (logSource: string) => boolean,
): Promise<readonly FindingFacts[]> => {
  const findings: FindingFacts[] = [];
  let cursor: string | undefined;
  do {
    const page = await reads.findings({
      fromMs: startMs,
      toMs: endMs,
      order: 'severest',
      limit: pageSize,
      ...(cursor === undefined ? {} : { cursor }),
    });
    findings.push(...page.items.filter(({ logSource }) => isSelected(logSource)).map(findingFactsOf));
    cursor = page.next;
  } while (cursor !== undefined && findings.length < maxFindings);
  return findings;
};

/** A window with the findings that were last seen in it, as they are now. */
export const withFindings = (window: WindowFacts, findings: readonly FindingFacts[]): WindowFacts => ({
  ...window,
  findings: findings.filter(
    ({ lastSeenMs }) => lastSeenMs >= window.window.startMs && lastSeenMs < window.window.endMs,
  ),
});
