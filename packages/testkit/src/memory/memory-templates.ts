import {
  boundTemplates,
  dayMs,
  describeRefusal,
  forgottenDays,
  joinTemplates,
  maxTemplatesPerScope,
  sortChanges,
  type SavedTemplate,
  type Template,
} from '@bellwether/log-model';
import { PortError, type TemplateStore } from '@bellwether/ports';

export interface MemoryTemplates extends TemplateStore {
  /** Everything stored, in the order first saved. For assertions. */
  all(): readonly Template[];
}

/** How long templates are kept, by which clock, and how many are loaded. */
export interface MemoryTemplateLimits {
  /** Epoch milliseconds UTC. */
  readonly now?: () => number;
  readonly retentionDays?: number;
  readonly maxLoaded?: number;
}

interface Kept extends SavedTemplate {
  readonly expiresAtMs: number;
}

const templateOf = ({ savedAtMs: _, expiresAtMs: __, ...template }: Kept): Template => template;

/** Templates in memory, by scope and id. */
export const memoryTemplates = (limits: MemoryTemplateLimits = {}): MemoryTemplates => {
  const { now = () => 0, retentionDays = 90, maxLoaded = maxTemplatesPerScope } = limits;
  const stored = new Map<string, Kept>();
  const keyOf = ({ scope, id }: Template): string => JSON.stringify([scope, id]);
  const find = (template: Template): Kept | undefined => {
    const kept = stored.get(keyOf(template));
    return kept === undefined || kept.expiresAtMs <= now() ? undefined : kept;
  };
  const keep = (template: Template, days: number): void =>
    void stored.set(keyOf(template), { ...template, savedAtMs: now(), expiresAtMs: now() + days * dayMs });
  return {
    load: async (scope) => {
      const ofScope = [...stored.values()].filter((kept) => kept.scope === scope && kept.expiresAtMs > now());
      return boundTemplates(ofScope, maxLoaded)
        .toSorted((left, right) => left.firstSeenMs - right.firstSeenMs || (left.id < right.id ? -1 : 1))
        .map((kept) => {
          const isDue = now() - kept.savedAtMs >= (kept.expiresAtMs - kept.savedAtMs) / 4;
          return { ...templateOf(kept), ...(isDue ? { isDue } : {}) };
        });
    },
    save: async (changes) => {
      const { latest, refused } = sortChanges(changes, (change) => find(change)?.birthText);
      for (const template of latest) {
        const before = find(template);
        keep(before === undefined ? template : joinTemplates(templateOf(before), template), retentionDays);
      }
      if (refused.length > 0)
        throw new PortError('templates', 'save', false, { cause: new Error(describeRefusal(refused)) });
    },
    forget: async (templates) => {
      for (const template of templates) {
        const kept = find(template);
        if (kept === undefined || kept.birthText !== template.birthText) continue;
        if (kept.count <= template.count && kept.firstSeenMs >= template.firstSeenMs)
          keep(templateOf(kept), Math.min(forgottenDays, retentionDays));
      }
    },
    all: () => [...stored.values()].map(templateOf),
  };
};
