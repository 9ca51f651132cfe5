import {
  createMiner,
  createUnderstander,
  scopeOfRecord,
  type CompiledRules,
  type NoveltyPolicy,
  type UnderstoodEvent,
} from '@bellwether/log-model';
import type { Ports } from '@bellwether/ports';
import type { PlacedRecord } from './read-batch.ts';

/**
 * The pure core with what it has learnt. Templates are loaded a scope at a time, when its first record comes, and saved
 * after everything else of the batch was remembered: a batch that is given again starts from the same templates.
 */
export interface LearntCore {
  understand(records: readonly PlacedRecord[]): Promise<readonly UnderstoodEvent[]>;
  /** Saves what was learnt since the last call. */
  save(): Promise<void>;
}

/** The scopes of records. Neighbours mostly share origin and source, and then the scope is not spelt out again. */
const scopesOf = (records: readonly PlacedRecord[]): ReadonlySet<string> => {
  const scopes = new Set<string>();
  let last: PlacedRecord | undefined;
  for (const item of records) {
    const isLast =
      last?.place.origin === item.place.origin &&
      last.record.account === item.record.account &&
      last.record.source === item.record.source;
    if (!isLast) scopes.add(scopeOfRecord(item.record, item.place.origin));
    last = item;
  }
  return scopes;
};

export const createLearntCore = (
  ports: Pick<Ports, 'templates'>,
  parts: { readonly rules: CompiledRules; readonly novelty?: NoveltyPolicy },
): LearntCore => {
  const miner = createMiner();
  const understander = createUnderstander({ miner, ...parts });
  const loadedScopes = new Set<string>();
  return {
    understand: async (records) => {
      const scopes = scopesOf(records);
      for (const scope of scopes) {
        if (loadedScopes.has(scope)) continue;
        miner.restore(await ports.templates.load(scope));
        loadedScopes.add(scope);
      }
      return records.map(({ record, place }) => understander.understand(record, place));
    },
    save: async () => {
      const changes = miner.takeChanges();
      if (changes.length > 0) await ports.templates.save(changes);
    },
  };
};
