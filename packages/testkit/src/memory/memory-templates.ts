import { describeRefusal, joinTemplates, sortChanges, type Template } from '@bellwether/log-model';
import { PortError, type TemplateStore } from '@bellwether/ports';

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
      const keyOf = ({ scope, id }: Template): string => JSON.stringify([scope, id]);
      const { latest, refused } = sortChanges(changes, (change) => stored.get(keyOf(change))?.birthText);
      for (const template of latest) {
        const before = stored.get(keyOf(template));
        stored.set(keyOf(template), before === undefined ? { ...template } : joinTemplates(before, template));
      }
      if (refused.length > 0)
        throw new PortError('templates', 'save', false, { cause: new Error(describeRefusal(refused)) });
    },
    all: () => [...stored.values()],
  };
};
