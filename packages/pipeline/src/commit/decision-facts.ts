import { countWindowMs, windowStart, type WindowCounts } from '@bellwether/log-model';
import { decidingWindows, findingWindowMs } from '@bellwether/log-model/decide';
import type { DecisionFacts } from '@bellwether/log-model/decide';
import type { Ports } from '@bellwether/ports';

type StoredTemplates = ReturnType<DecisionFacts['templates']>;

/** What is known under a key, or is asked for once. */
const once = <Value>(known: Map<string, Promise<Value>>, key: string, ask: () => Promise<Value>): Promise<Value> => {
  const asked = known.get(key) ?? ask();
  known.set(key, asked);
  return asked;
};

/**
 * What deciding about a batch asks of the stores. Candidates of one rule share rows, and those of one log source templates: each is
 * read once per batch, however many candidates a line can make.
 */
export const decisionFacts = (ports: Pick<Ports, 'counts' | 'findings' | 'templates'>): DecisionFacts => {
  const rows = new Map<string, Promise<readonly WindowCounts[]>>();
  const templates = new Map<string, StoredTemplates>();
  return {
    counts: async ({ counters, windowStartMs, lastSeenMs }) => {
      if (counters === undefined) return [];
      const first = Math.min(windowStartMs - countWindowMs, ...decidingWindows(counters));
      const end = windowStart(lastSeenMs, findingWindowMs) + findingWindowMs;
      const key = `${first} ${end} ${counters.scope}`;
      return once(rows, key, () => ports.counts.rows(counters.scope, first, end));
    },
    finding: async (findingId) => (await ports.findings.get(findingId))?.finding,
    templates: (scope) => once(templates, scope, () => ports.templates.load(scope)),
  };
};
