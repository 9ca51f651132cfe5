import type { LiveTemplate } from './live-template.ts';
import type { TemplateHandle } from './miner.ts';
import type { Registry } from './registry.ts';
import type { ScopeTemplates } from './scope-templates.ts';

/** The handle of a template that the miner has. */
export class LiveTemplateHandle implements TemplateHandle {
  readonly templateId: string;
  readonly #template: LiveTemplate;
  readonly #scope: ScopeTemplates;
  readonly #registry: Registry;
  readonly #generation: number;
  readonly #seed: number;

  constructor(registry: Registry, scope: ScopeTemplates, template: LiveTemplate) {
    this.templateId = template.id;
    this.#template = template;
    this.#scope = scope;
    this.#registry = registry;
    this.#generation = template.bucket.generation;
    this.#seed = scope.seed;
  }

  /** False as soon as such messages could lead elsewhere: a template was made, changed or forgotten beside it. */
  get isValid(): boolean {
    return this.#template.bucket.generation === this.#generation && this.#scope.seed === this.#seed;
  }

  /** Epoch milliseconds UTC of the template's first event. */
  get firstSeenMs(): number {
    return this.#template.firstSeenMs;
  }

  /** Counts one more such message, seen at `timestampMs`. */
  see(timestampMs: number): void {
    const template = this.#template;
    const registry = this.#registry;
    registry.tick += 1;
    this.#scope.lastUsed = template.lastUsed = registry.tick;
    template.count += 1;
    if (timestampMs < template.firstSeenMs) template.firstSeenMs = timestampMs;
    if (!template.isChanged) registry.markChanged(template);
  }
}
