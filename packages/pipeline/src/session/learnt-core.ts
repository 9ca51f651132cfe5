import {
  addRedactions,
  createMiner,
  createUnderstander,
  scopeOfRecord,
  type CompiledRules,
  type KeptOfEvents,
  type NoveltyPolicy,
  type RedactionClass,
  type RedactionCounts,
  type RedactionPolicy,
  type Template,
  type TemplateMiner,
  type Understander,
  type UnderstandStages,
  type UnderstoodEvent,
  type PositionedRecord,
} from '@bellwether/log-model';
import type { Ports } from '@bellwether/ports';

/**
 * The pure core with what it has learnt. Templates are loaded a scope at a time, when its first record comes, and saved
 * after everything else of the batch was committed: a batch that is given again starts from the same templates.
 */
export interface LearntCore {
  understand(records: readonly PositionedRecord[]): Promise<readonly UnderstoodEvent[]>;
  isLoaded(scope: string): boolean;
  /** Loads the templates of a scope. */
  load(scope: string): Promise<void>;
  /** Understands one record of a scope that is loaded. */
  understandOne(item: PositionedRecord): UnderstoodEvent;
  /** What a fast path for known lines needs of the core. */
  readonly knownLineParts: CoreParts & {
    readonly miner: TemplateMiner;
    readonly sinceMs: Understander['sinceMs'];
    readonly couldMatch: Understander['couldMatch'];
  };
  /** Learns an event of a known kind; its scope was loaded when the kind became known. */
  readonly learnKnown: Understander['learnKnown'];
  /** Saves what was learnt since the last call. */
  save(): Promise<void>;
  /** What the core did besides understanding, since the last call. */
  takeNotes(): CoreNotes;
}

export interface CoreNotes {
  /** What was taken out of messages and attributes, by class. */
  readonly redacted: RedactionCounts;
  /** Templates forgotten to keep the miner's bound; integer. */
  readonly templatesEvicted: number;
}

export const noNotes: CoreNotes = { redacted: {}, templatesEvicted: 0 };

/** The sum of the notes of two batches. */
export const addNotes = (left: CoreNotes, right: CoreNotes): CoreNotes => {
  const redacted: Partial<Record<RedactionClass, number>> = { ...left.redacted };
  addRedactions(redacted, right.redacted);
  return { redacted, templatesEvicted: left.templatesEvicted + right.templatesEvicted };
};

export interface CoreParts {
  readonly rules: CompiledRules;
  readonly novelty?: NoveltyPolicy;
  /** What is taken out before anything is kept; secrets and private data when absent. */
  readonly redaction?: RedactionPolicy;
  /** Stages of the fast path, which know more of a line than its text; the plain ones when absent. */
  readonly stages?: UnderstandStages;
  /** `evidence` where the events are not stored: they come without the attributes that no rule reads. */
  readonly keeps?: KeptOfEvents;
  /** Maximum number of log sources whose templates are kept in memory; 1,000 when absent. */
  readonly maxScopes?: number;
}

/** Whether two records certainly have one scope. Neighbours mostly do, and then the scope is not computed again. */
const areOfOneScope = (left: PositionedRecord, right: PositionedRecord): boolean =>
  left.position.origin === right.position.origin &&
  left.record.account === right.record.account &&
  left.record.dataset === right.record.dataset;

export const createLearntCore = (ports: Pick<Ports, 'templates'>, parts: CoreParts): LearntCore => {
  // The one record of what is loaded: a scope that makes room for another is loaded again when its next record comes.
  const loadedScopes = new Set<string>();
  /** Templates of scopes that made room before they were saved, by scope and id. */
  const unsaved = new Map<string, Map<string, Template>>();
  const miner = createMiner({
    ...(parts.maxScopes === undefined ? {} : { maxScopes: parts.maxScopes }),
    onScopeEvicted: (scope, changes) => {
      loadedScopes.delete(scope);
      understander.forget(scope);
      if (changes.length === 0) return;
      const kept = unsaved.get(scope) ?? new Map<string, Template>();
      for (const template of changes) kept.set(template.id, template);
      unsaved.set(scope, kept);
    },
  });
  const understander = createUnderstander({ miner, ...parts });
  const load = async (scope: string): Promise<void> => {
    if (loadedScopes.has(scope)) return;
    const stored = await ports.templates.load(scope);
    const kept = unsaved.get(scope);
    miner.restore(kept === undefined ? stored : [...stored.filter(({ id }) => !kept.has(id)), ...kept.values()]);
    loadedScopes.add(scope);
  };
  return {
    isLoaded: (scope) => loadedScopes.has(scope),
    load,
    understandOne: ({ record, position }) => understander.understand(record, position),
    knownLineParts: { miner, sinceMs: understander.sinceMs, couldMatch: understander.couldMatch, ...parts },
    understand: async (records) => {
      const events: UnderstoodEvent[] = [];
      let last: PositionedRecord | undefined;
      for (const item of records) {
        const { record, position } = item;
        if (last === undefined || !areOfOneScope(last, item)) {
          const scope = scopeOfRecord(record, position.origin);
          if (!loadedScopes.has(scope)) await load(scope);
        }
        events.push(understander.understand(record, position));
        last = item;
      }
      return events;
    },
    learnKnown: understander.learnKnown,
    save: async () => {
      const changes = [...unsaved.values()].flatMap((kept) => [...kept.values()]).concat(miner.takeChanges());
      if (changes.length > 0) await ports.templates.save(changes);
      unsaved.clear();
      const forgotten = miner.takeForgotten();
      if (forgotten.length > 0) await ports.templates.forget(forgotten);
    },
    takeNotes: () => ({ redacted: understander.takeRedactions(), templatesEvicted: miner.takeEvictions() }),
  };
};
