import type { Template, TemplateMiner } from './miner.ts';
import { Registry, snapshotOf } from './registry.ts';
import { ScopeTemplates } from './scope-templates.ts';
import { SignatureCache } from './signature-cache.ts';
import { Signature } from './signature.ts';
import { splitWords } from './split-words.ts';
import { maxTemplatesPerScope } from './template-bounds.ts';
import { LiveTemplateHandle } from './template-handle.ts';

/**
 * The bounds of a miner, and who is notified when one of them takes effect.
 *
 * @example
 * const lost: Template[] = [];
 * const miner = createMiner({ maxScopes: 1, onScopeEvicted: (_, changes) => lost.push(...changes) });
 * miner.learn('111122223333:/app/web', 'Disk full', 0);
 * miner.learn('111122223333:/app/api', 'Ready', 0); // there is room for one scope: the first is evicted
 * lost[0]?.text; // 'Disk full'
 */
export interface MinerOptions {
  /** Templates kept in one scope; integer, 16 or more. */
  readonly maxTemplatesPerScope?: number;
  /** Scopes kept; integer, 1 or more. */
  readonly maxScopes?: number;
  /**
   * Called when a scope is evicted to make room for another. Its templates must be restored again before its next message.
   *
   * @param changes  its templates that were made or changed since the last call of `takeChanges`; no other copy exists
   */
  readonly onScopeEvicted?: (scope: string, changes: readonly Template[]) => void;
  /** Signatures whose template is remembered, over all scopes; a power of two. */
  readonly cachedSignatures?: number;
}

/**
 * Makes a miner: one configuration for every kind of log.
 *
 * A message is scanned once for its signature, which finds its template in a bounded cache. Only a signature not seen
 * lately is split into words and compared with the templates that have the same delimiters. Deterministic: the same
 * messages in the same order give the same templates with the same ids.
 *
 * @example
 * const miner = createMiner();
 * miner.learn('111122223333:/app/web', 'Connection from 10.0.0.1 closed after 35 ms', 1_768_478_400_000);
 * miner.templates()[0]?.text; // 'Connection from <ip> closed after <num> ms'
 */
export const createMiner = (options: MinerOptions = {}): TemplateMiner => {
  const maxTemplates = options.maxTemplatesPerScope ?? maxTemplatesPerScope;
  const maxScopes = options.maxScopes ?? 1000;
  const registry = new Registry();
  const cache = new SignatureCache(options.cachedSignatures ?? 65_536);
  const signature = new Signature();
  const scopes = new Map<string, ScopeTemplates>();
  let lastScope: ScopeTemplates | undefined;
  let seedCount = 0;
  let reportedEvictions = 0;
  const nextSeed = (): number => {
    seedCount += 1;
    return Math.imul(seedCount, 0x9e3779b1);
  };

  const evictScope = (): void => {
    let oldest: ScopeTemplates | undefined;
    for (const scope of scopes.values()) if (!oldest || scope.lastUsed < oldest.lastUsed) oldest = scope;
    if (!oldest) return;
    const changes = [...oldest.templates.values()].filter(({ isChanged }) => isChanged).map(snapshotOf);
    oldest.evict(oldest.templates.size);
    scopes.delete(oldest.name);
    if (lastScope === oldest) lastScope = undefined;
    options.onScopeEvicted?.(oldest.name, changes);
  };
  const openScope = (name: string): ScopeTemplates => {
    if (lastScope?.name === name) return lastScope;
    let scope = scopes.get(name);
    if (!scope) {
      if (scopes.size >= maxScopes) evictScope();
      scope = new ScopeTemplates(name, registry, nextSeed);
      // Just restored, it is the last to make room.
      registry.tick += 1;
      scope.lastUsed = registry.tick;
      scopes.set(name, scope);
    }
    lastScope = scope;
    return scope;
  };

  return {
    learn: (scopeName, message, timestampMs, known) => {
      const scope = openScope(scopeName);
      const { slots } = registry;
      registry.tick += 1;
      scope.lastUsed = registry.tick;
      if (known === undefined) signature.scan(message, scope.seed);
      else signature.take(known, scope.seed);
      const { high, low } = signature;
      const entry = cache.find(high, low);
      let template = entry < 0 ? undefined : slots[cache.slotOf(entry)];
      let isNew = false;
      if (!template || template.bucket.generation !== cache.generationOf(entry)) {
        const { seed } = scope;
        ({ template, isNew } = scope.learn(splitWords(message), timestampMs));
        if (seed === scope.seed) cache.put(high, low, template.slot, template.bucket.generation);
      }
      template.count += 1;
      template.lastUsed = registry.tick;
      if (timestampMs < template.firstSeenMs) template.firstSeenMs = timestampMs;
      if (!template.isChanged) registry.markChanged(template);
      if (!isNew) return template.match;
      if (scope.templates.size > maxTemplates) registry.forget(scope.evict(Math.max(1, maxTemplates >> 4)));
      return { templateId: template.id, isNew };
    },
    recall: (scopeName, message, known) => {
      const scope = scopes.get(scopeName);
      if (scope === undefined) return undefined;
      if (known === undefined) signature.scan(message, scope.seed);
      else signature.take(known, scope.seed);
      const entry = cache.find(signature.high, signature.low);
      const template = entry < 0 ? undefined : registry.slots[cache.slotOf(entry)];
      if (template?.bucket.generation !== cache.generationOf(entry)) return undefined;
      return template && new LiveTemplateHandle(registry, template);
    },
    match: (scopeName, message) => scopes.get(scopeName)?.find(splitWords(message))?.match,
    template: (scopeName, templateId) => {
      const template = scopes.get(scopeName)?.resolve(templateId);
      return template && snapshotOf(template);
    },
    newValue: (scopeName, templateId) => scopes.get(scopeName)?.newValueOf(templateId),
    templates: (scopeName) => {
      const snapshots: Template[] = [];
      for (const scope of scopes.values()) {
        if (scopeName !== undefined && scope.name !== scopeName) continue;
        for (const template of scope.templates.values()) snapshots.push(snapshotOf(template));
      }
      return snapshots;
    },
    takeChanges: () => registry.takeChanges(),
    restore: (templates) => {
      const restored = new Set<ScopeTemplates>();
      for (const stored of templates) {
        const scope = openScope(stored.scope);
        scope.restore(splitWords(stored.text), stored);
        restored.add(scope);
      }
      for (const scope of restored)
        if (scope.templates.size > maxTemplates) registry.forget(scope.evict(scope.templates.size - maxTemplates));
    },
    get evictedCount() {
      return registry.evictedCount;
    },
    takeForgotten: () =>
      registry.takeForgotten().filter(({ scope, id }) => scopes.get(scope)?.templates.has(id) !== true),
    takeEvictions: () => {
      const evictions = registry.evictedCount - reportedEvictions;
      reportedEvictions = registry.evictedCount;
      return evictions;
    },
  };
};
