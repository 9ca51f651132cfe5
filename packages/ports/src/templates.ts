import type { Template } from '@bellwether/log-model';

/** Mined templates, one item each. */
export interface TemplateStore {
  /** All templates of a scope, oldest first; asked once a scope in the life of a process. */
  load(scope: string): Promise<readonly Template[]>;
  /** Creates or replaces each template by (scope, id). */
  save(changes: readonly Template[]): Promise<void>;
}
