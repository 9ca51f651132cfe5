import { enumeratedOf } from './enumerated.ts';
import type { LiveTemplate } from './live-template.ts';
import type { Template } from './miner.ts';

/** Changes that are kept without a second look; integer. */
const minChanges = 8192;

/** Forgotten templates that are kept for a store; integer. Those beyond it expire by themselves. */
const maxForgotten = 8192;

export const snapshotOf = (template: LiveTemplate): Template => {
  const enumerated = enumeratedOf(template);
  const snapshot: Template = {
    id: template.id,
    scope: template.scope,
    text: template.text,
    birthText: template.birthText,
    count: template.count,
    firstSeenMs: template.firstSeenMs,
  };
  return enumerated === undefined ? snapshot : { ...snapshot, enumerated };
};

/** What all scopes of a miner share: numbered positions of templates, generations, and what changed since the last asking. */
export class Registry {
  readonly slots: (LiveTemplate | undefined)[] = [];
  readonly #free: number[] = [];
  #changed: LiveTemplate[] = [];
  /** Length of the list of changes at which it is looked through. */
  #compactAt = minChanges;
  #retired: Template[] = [];
  #forgotten: Template[] = [];
  #generation = 0;
  /** Grows by one with every message learnt; orders templates by their last use. */
  tick = 0;
  evictedCount = 0;

  /** A number no bucket has had before; 31 bits, as the signature cache keeps it. */
  nextGeneration(): number {
    this.#generation = (this.#generation + 1) & 0x7fffffff;
    return this.#generation;
  }

  /** A position for one template, to be named in the signature cache instead of its id. */
  takeSlot(): number {
    return this.#free.pop() ?? this.slots.push(undefined) - 1;
  }

  freeSlot(slot: number): void {
    this.slots[slot] = undefined;
    this.#free.push(slot);
  }

  markChanged(template: LiveTemplate): void {
    if (template.isChanged) return;
    template.isChanged = true;
    if (this.#changed.length >= this.#compactAt) this.#compact();
    this.#changed.push(template);
  }

  /** Lets go of what was evicted since, so that memory stays bounded where nobody asks for changes. */
  #compact(): void {
    this.#changed = this.#changed.filter(({ isChanged }) => isChanged);
    this.#compactAt = Math.max(minChanges, this.#changed.length * 2);
  }

  /** Remembers that a template became part of another, for the store. */
  retire(template: LiveTemplate, mergedInto: string): void {
    template.isChanged = false;
    this.#retired.push({ ...snapshotOf(template), mergedInto });
  }

  /** Forgets a template; what it still had to say is lost, and counted. */
  evict(template: LiveTemplate): void {
    template.isChanged = false;
    this.evictedCount += 1;
  }

  /** Remembers templates that made room, for the store to forget. */
  forget(templates: readonly LiveTemplate[]): void {
    for (const template of templates) this.#forgotten.push(snapshotOf(template));
    if (this.#forgotten.length > maxForgotten) this.#forgotten = this.#forgotten.slice(-maxForgotten);
  }

  takeForgotten(): readonly Template[] {
    const forgotten = this.#forgotten;
    this.#forgotten = [];
    return forgotten;
  }

  takeChanges(): readonly Template[] {
    const changes = this.#retired;
    for (const template of this.#changed) {
      if (!template.isChanged) continue;
      template.isChanged = false;
      changes.push(snapshotOf(template));
    }
    this.#changed = [];
    this.#retired = [];
    return changes;
  }
}
