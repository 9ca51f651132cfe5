import { analyzeWindow, planWindows, summarizeAnalysis } from './analysis.ts';
import { compactArchive } from './compact-archive.ts';
import type { Composition } from './composition.ts';
import { dispatchAlert } from './dispatch-alert.ts';
import { ingestCloudTrail, ingestStream, ingestSubscription } from './ingest.ts';
import { executeRemediation, planRemediation, verifyRemediation } from './remediation.ts';
import { scoreWindows } from './score-windows.ts';

/** By the folder in `functions/`. */
export const compositions: Readonly<Record<string, Composition>> = {
  'analyze-window': analyzeWindow,
  'compact-archive': compactArchive,
  'dispatch-alert': dispatchAlert,
  'execute-remediation': executeRemediation,
  'ingest-cloudtrail': ingestCloudTrail,
  'ingest-stream': ingestStream,
  'ingest-subscription': ingestSubscription,
  'plan-remediation': planRemediation,
  'plan-windows': planWindows,
  'score-windows': scoreWindows,
  'summarize-analysis': summarizeAnalysis,
  'verify-remediation': verifyRemediation,
};
