import type { Template } from '@bellwether/log-model';
import { dayMs } from '@bellwether/log-model';
import type { Ports, StoredTemplate, TemplateStore } from '@bellwether/ports';

/** What the store contains of a template, as far as this process knows. */
interface Stored extends Pick<Template, 'text' | 'firstSeenMs' | 'mergedInto' | 'count'> {
  /** Epoch milliseconds UTC from which its next use is saved; a store keeps templates for 30 days or more. */
  readonly dueAtMs: number;
  /** Values of its enumerated parameters; integer. */
  readonly valueCount: number;
}

/** How long after a load or a save the use of a template is not saved. */
const freshMs = 7 * dayMs;

/** Templates that are remembered; beyond it, all are forgotten, and written once more when they change. */
const maxRemembered = 50_000;

/** How many times what is stored a count has to be before it is stored again. */
const countGrowth = 8;

const valueCountOf = ({ enumerated = [] }: Template): number =>
  enumerated.reduce((sum, { values }) => sum + values.length, 0);

const isNews = (template: Template, stored: Stored | undefined, nowMs: number): boolean =>
  stored === undefined ||
  stored.text !== template.text ||
  stored.valueCount !== valueCountOf(template) ||
  stored.firstSeenMs !== template.firstSeenMs ||
  stored.mergedInto !== template.mergedInto ||
  template.count >= countGrowth * stored.count ||
  nowMs >= stored.dueAtMs;

/**
 * A template store that is written to only for what is new: a template, its text, the values it lists, what it became part of, and its count when
 * that has grown eightfold. A count changes with every batch; writing each would cost more than all other writes together. So
 * a stored count says how large the true one is, within a factor of eight below it; the window counters contain the exact ones.
 * A template whose stored one will expire is written when it is used, so that what is in use lives on.
 */
export const changedTemplatesOnly = (store: TemplateStore, clock: Ports['clock']): TemplateStore => {
  const known = new Map<string, Stored>();
  const keyOf = ({ scope, id }: Template): string => `${scope}\n${id}`;
  const remember = (templates: readonly StoredTemplate[]): void => {
    const freshUntilMs = clock.now() + freshMs;
    if (known.size + templates.length > maxRemembered) known.clear();
    for (const template of templates) {
      const { text, firstSeenMs, mergedInto, count, isDue } = template;
      const dueAtMs = isDue ? 0 : freshUntilMs;
      known.set(keyOf(template), {
        text,
        firstSeenMs,
        count,
        dueAtMs,
        valueCount: valueCountOf(template),
        ...(mergedInto !== undefined && { mergedInto }),
      });
    }
  };
  return {
    load: async (scope) => {
      const templates = await store.load(scope);
      remember(templates);
      return templates;
    },
    save: async (changes) => {
      const nowMs = clock.now();
      const news = changes.filter((template) => isNews(template, known.get(keyOf(template)), nowMs));
      if (news.length === 0) return;
      await store.save(news);
      remember(news);
    },
    forget: async (templates) => {
      const stored = templates.filter((template) => known.has(keyOf(template)));
      if (stored.length === 0) return;
      await store.forget(stored);
      for (const template of stored) known.delete(keyOf(template));
    },
  };
};
