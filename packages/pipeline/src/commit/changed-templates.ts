import type { Template } from '@bellwether/log-model';
import type { TemplateStore } from '@bellwether/ports';

/** What the store contains of a template, as far as this process knows. */
type Stored = Pick<Template, 'text' | 'firstSeenMs' | 'mergedInto' | 'count'>;

/** Templates that are remembered; beyond it, all are forgotten, and written once more when they change. */
const maxRemembered = 50_000;

/** How many times what is stored a count has to be before it is stored again. */
const countGrowth = 8;

const isNews = (template: Template, stored: Stored | undefined): boolean =>
  stored === undefined ||
  stored.text !== template.text ||
  stored.firstSeenMs !== template.firstSeenMs ||
  stored.mergedInto !== template.mergedInto ||
  template.count >= countGrowth * stored.count;

/**
 * A template store that is written to only for what is new: a template, its text, what it became part of, and its count when
 * that has grown eightfold. A count changes with every batch; writing each would cost more than all other writes together. So
 * a stored count says how large the true one is, within a factor of eight below it; the window counters contain the exact ones.
 */
export const changedTemplatesOnly = (store: TemplateStore): TemplateStore => {
  const known = new Map<string, Stored>();
  const remember = (templates: readonly Template[]): void => {
    if (known.size + templates.length > maxRemembered) known.clear();
    for (const { scope, id, text, firstSeenMs, mergedInto, count } of templates)
      known.set(`${scope}\n${id}`, { text, firstSeenMs, count, ...(mergedInto === undefined ? {} : { mergedInto }) });
  };
  return {
    load: async (scope) => {
      const templates = await store.load(scope);
      remember(templates);
      return templates;
    },
    save: async (changes) => {
      const news = changes.filter((template) => isNews(template, known.get(`${template.scope}\n${template.id}`)));
      if (news.length === 0) return;
      await store.save(news);
      remember(news);
    },
  };
};
