import type { Template } from '@bellwether/log-model';
import type { TemplateStore } from '@bellwether/ports';

export interface MemoryTemplates extends TemplateStore {
  /** Everything stored, in the order first saved. For assertions. */
  all(): readonly Template[];
}

/** Templates in memory, by scope and id. */
export const memoryTemplates = (): MemoryTemplates => {
  const stored = new Map<string, Template>();
  return {
    load: async (scope) =>
      [...stored.values()]
        .filter((template) => template.scope === scope)
        .sort((left, right) => left.firstSeenMs - right.firstSeenMs || (left.id < right.id ? -1 : 1)),
    save: async (changes) => {
      for (const template of changes) {
        stored.set(JSON.stringify([template.scope, template.id]), { ...template });
      }
    },
    all: () => [...stored.values()],
  };
};
