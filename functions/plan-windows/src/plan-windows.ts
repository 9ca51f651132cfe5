import {
  measureArchive,
  planAnalysis,
  type AnalysisPlanned,
  type OfferSource,
  type PlanLimits,
  type SourceKind,
} from '@bellwether/analysis';
import type { CheckedAnalysisRequest } from '@bellwether/analysis';
import type { Lake } from '@bellwether/ports';
import type { ArchiveReads } from '@bellwether/queries';

const dayMs = 86_400_000;

export interface PlanWindowsPorts {
  readonly lake: Pick<Lake, 'read' | 'write'>;
  /** Undefined where the deployment has no catalog. */
  readonly archive: Pick<ArchiveReads, 'eventCounts'> | undefined;
  readonly clock: { now(): number };
}

export interface PlanWindowsLimits extends PlanLimits {
  /** Days that the archive keeps events. */
  readonly eventRetentionDays: number;
}

/** Plans an analysis over the sources that are set up. */
export const planWindowsTask = (
  { lake, archive, clock }: PlanWindowsPorts,
  { eventRetentionDays, ...limits }: PlanWindowsLimits,
): ((request: CheckedAnalysisRequest) => Promise<AnalysisPlanned>) => {
  const offers = new Map<SourceKind, OfferSource>();
  if (archive !== undefined)
    offers.set('archive', (span, patterns) =>
      measureArchive(archive, span, patterns, clock.now() - eventRetentionDays * dayMs),
    );
  return planAnalysis({ lake, offers, clock }, limits);
};
