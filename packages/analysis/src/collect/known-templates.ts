import type { TemplateStore } from '@bellwether/ports';
import type { TemplateLookup } from './collect-window.ts';
import type { KnownTemplate } from './pattern-state.ts';

/** Stored templates of log sources, each asked for once. */
export interface KnownTemplates {
  /** Loads the templates of a log source, unless they are there. */
  load(logSource: string): Promise<void>;
  /** The template of a log source that is loaded; one that became part of another is that one. */
  readonly find: TemplateLookup;
}

/** A chain of mergers is short; a circle of them would be a fault of the store. */
const maxMergers = 8;

export const knownTemplates = (store: Pick<TemplateStore, 'load'>): KnownTemplates => {
  const bySource = new Map<string, ReadonlyMap<string, KnownTemplate>>();
  return {
    load: async (logSource) => {
      if (bySource.has(logSource)) return;
      const stored = await store.load(logSource);
      const byId = new Map(stored.map((template) => [template.id, template]));
      const known = new Map<string, KnownTemplate>();
      for (const template of stored) {
        let leader = template;
        for (let step = 0; step < maxMergers && leader.mergedInto !== undefined; step += 1)
          leader = byId.get(leader.mergedInto) ?? leader;
        known.set(template.id, { id: leader.id, text: leader.text, firstSeenMs: leader.firstSeenMs });
      }
      bySource.set(logSource, known);
    },
    find: (logSource, id) => bySource.get(logSource)?.get(id),
  };
};
