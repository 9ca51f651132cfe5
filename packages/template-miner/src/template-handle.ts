import type { LiveTemplate } from './live-template.ts';
import type { TemplateHandle } from './miner.ts';
import type { Registry } from './registry.ts';

/**
 * The handle of a template that the miner has. It names the template's slot instead of keeping the template: who remembers many handles
 * would otherwise keep everything that was evicted since, up to whole scopes.
 */
export class LiveTemplateHandle implements TemplateHandle {
  readonly templateId: string;
  readonly #slot: number;
  readonly #registry: Registry;
  readonly #generation: number;
  readonly #seed: number;

  constructor(registry: Registry, template: LiveTemplate) {
    this.templateId = template.id;
    this.#slot = template.slot;
    this.#registry = registry;
    this.#generation = template.bucket.generation;
    this.#seed = template.home.seed;
  }

  /** The template, unless it is gone and its slot is free or another's. */
  get #template(): LiveTemplate | undefined {
    const template = this.#registry.slots[this.#slot];
    return template?.id === this.templateId ? template : undefined;
  }

  /** False as soon as such messages could lead elsewhere: a template was made, changed or forgotten beside it. */
  get isValid(): boolean {
    const template = this.#template;
    return template?.bucket.generation === this.#generation && template.home.seed === this.#seed;
  }

  /** Epoch milliseconds UTC of the template's first event; NaN when it is gone. */
  get firstSeenMs(): number {
    return this.#template?.firstSeenMs ?? Number.NaN;
  }

  /** Counts one more such message, seen at `timestampMs`. */
  see(timestampMs: number): void {
    const template = this.#template;
    if (template === undefined) return;
    const registry = this.#registry;
    registry.tick += 1;
    template.home.lastUsed = template.lastUsed = registry.tick;
    template.count += 1;
    if (timestampMs < template.firstSeenMs) template.firstSeenMs = timestampMs;
    if (!template.isChanged) registry.markChanged(template);
  }
}
