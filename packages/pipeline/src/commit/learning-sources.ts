import { dayMs, hourMs, type Finding, type NotifyPolicy } from '@bellwether/log-model';
import type { DecisionFacts } from '@bellwether/log-model/decide';
import type { CountStore } from '@bellwether/ports';
import type { AddContext } from './finding-contexts.ts';

/** How far back events of a log source are looked for: one that wrote nothing for longer is learnt anew. */
const lookBackMs = 8 * dayMs;

/** Rules, thresholds and what is critical are true on the first day too; what is only unusual is not known to be so. */
const mayBeLearning = ({ kind, severity }: Finding, { learningMs = 0 }: NotifyPolicy): boolean =>
  learningMs > 0 && kind === 'anomaly' && severity !== 'CRITICAL';

const marked = (finding: Finding): Finding => ({ ...finding, isLearning: true });

/**
 * Marks anomalies of log sources whose first template is younger than the policy's learning time. The store knows what all processes have seen;
 * one without a template has just begun.
 */
export const markNewSources =
  (policy: NotifyPolicy, templates: DecisionFacts['templates']): AddContext =>
  async (finding) => {
    if (!mayBeLearning(finding, policy)) return finding;
    const { learningMs = 0 } = policy;
    const known = await templates(finding.scope);
    const isKnown = known.some(({ firstSeenMs }) => finding.firstSeenMs - firstSeenMs >= learningMs);
    return isKnown ? finding : marked(finding);
  };

/**
 * The same of windows, by counters: a log source is known that wrote something so long before. The hour of the day before is asked for first,
 * since most log sources that are known wrote in it.
 */
export const markNewScopes =
  (policy: NotifyPolicy, counts: Pick<CountStore, 'rows'>): AddContext =>
  async (finding) => {
    if (!mayBeLearning(finding, policy)) return finding;
    const { learningMs = 0 } = policy;
    const endMs = finding.firstSeenMs - learningMs;
    for (const backMs of [hourMs, lookBackMs]) {
      const rows = await counts.rows(finding.scope, endMs - backMs, endMs);
      if (rows.length > 0) return finding;
    }
    return marked(finding);
  };
