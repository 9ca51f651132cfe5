import {
  countWindowMs,
  defaultNoveltyPolicy,
  enumeratedText,
  type Template,
  type WindowCounts,
} from '@bellwether/log-model';
import type { CountStore, TemplateStore } from '@bellwether/ports';
import { checkQuery } from '../check-query.ts';
import { templatesQuery, type CheckedTemplatesQuery, type TemplateView } from '../contracts/templates.ts';
import { cursorOf, keyOfCursor } from '../cursor.ts';
import type { StoreReads } from '../read-model.ts';
import { countsOf } from './read-counts.ts';

/** A template's events in the span. */
interface TemplateCount {
  readonly logSource: string;
  readonly id: string;
  count: number;
  /** By stretch of the span; absent where nobody asks. */
  readonly bars?: number[];
}

/** The stretches of a span, each of whole windows. */
interface Stretches {
  readonly fromMs: number;
  readonly stepMs: number;
  readonly bars: number;
}

const stretchesOf = ({ fromMs, toMs, maxBars }: CheckedTemplatesQuery): Stretches | undefined => {
  if (maxBars === 0) return undefined;
  const windows = Math.max(1, Math.ceil((toMs - fromMs) / countWindowMs));
  const stepMs = Math.ceil(windows / maxBars) * countWindowMs;
  return { fromMs, stepMs, bars: Math.max(1, Math.ceil((toMs - fromMs) / stepMs)) };
};

const emptyBars = (stretches: Stretches | undefined): { bars?: number[] } =>
  stretches === undefined ? {} : { bars: Array.from({ length: stretches.bars }, () => 0) };

const fieldPrefix = 'template:';

const sumsOf = (rows: readonly WindowCounts[], stretches: Stretches | undefined): TemplateCount[] => {
  const sums = new Map<string, Map<string, TemplateCount>>();
  for (const { scope, fields, windowStartMs } of rows) {
    const at = stretches === undefined ? 0 : Math.floor((windowStartMs - stretches.fromMs) / stretches.stepMs);
    const ofScope = sums.get(scope) ?? new Map<string, TemplateCount>();
    sums.set(scope, ofScope);
    for (const [field, count] of Object.entries(fields)) {
      if (!field.startsWith(fieldPrefix)) continue;
      const id = field.slice(fieldPrefix.length);
      let sum = ofScope.get(id);
      if (sum === undefined) ofScope.set(id, (sum = { logSource: scope, id, count: 0, ...emptyBars(stretches) }));
      sum.count += count;
      if (sum.bars?.[at] !== undefined) sum.bars[at] += count;
    }
  }
  return [...sums.values()].flatMap((ofScope) => [...ofScope.values()]);
};

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const maxFrequentFirst = (left: TemplateCount, right: TemplateCount): number =>
  right.count - left.count || compareText(left.logSource, right.logSource) || compareText(left.id, right.id);

/** The stored templates of a log source by id, and when the log source was first seen. */
interface LogSourceTemplates {
  readonly byId: ReadonlyMap<string, Template>;
  readonly sinceMs: number;
}

const viewOf = (
  { logSource, id, count, bars }: TemplateCount,
  known: LogSourceTemplates | undefined,
  { fromMs }: CheckedTemplatesQuery,
): TemplateView => {
  const template = known?.byId.get(id);
  const counted = { id, logSource, count, ...(bars === undefined ? {} : { bars }) };
  if (known === undefined || template === undefined) return { ...counted, isNew: false };
  const { firstSeenMs } = template;
  // A log source's own beginning is not news: a template is new when its log source was known for a while before it.
  const isNew = firstSeenMs >= fromMs && firstSeenMs - known.sinceMs >= defaultNoveltyPolicy.learningMs;
  return { ...counted, text: enumeratedText(template), firstSeenMs, isNew };
};

/** Templates with their events, from any count and template store. */
export const readTemplates = (
  counts: Pick<CountStore, 'rows' | 'scopes'>,
  templates: Pick<TemplateStore, 'load'>,
): Pick<StoreReads, 'templates'> => {
  const load = async (logSource: string): Promise<LogSourceTemplates> => {
    const stored = await templates.load(logSource);
    return {
      byId: new Map(stored.map((template) => [template.id, template])),
      sinceMs: stored.reduce((least, { firstSeenMs }) => Math.min(least, firstSeenMs), Infinity),
    };
  };
  return {
    templates: async (asked) => {
      const query = checkQuery(templatesQuery, asked);
      const text = query.text?.toLowerCase();
      const { rows } = await countsOf(counts, query);
      let sums = sumsOf(rows, stretchesOf(query)).sort(maxFrequentFirst);
      if (query.cursor !== undefined) {
        const [count, logSource, id] = keyOfCursor(query.cursor, 'templates', ['number', 'string', 'string']);
        sums = sums.filter((sum) => maxFrequentFirst(sum, { count, logSource, id }) > 0);
      }
      const known = new Map<string, LogSourceTemplates>();
      const items: TemplateView[] = [];
      for (const [index, sum] of sums.entries()) {
        const { logSource } = sum;
        const stored = known.get(logSource) ?? (await load(logSource));
        known.set(logSource, stored);
        const view = viewOf(sum, stored, query);
        if (query.onlyNew && !view.isNew) continue;
        if (text !== undefined && !(view.text?.toLowerCase().includes(text) ?? false)) continue;
        items.push(view);
        if (items.length === query.limit && index < sums.length - 1)
          return { items, next: cursorOf('templates', [sum.count, logSource, sum.id]) };
      }
      return { items };
    },
  };
};
