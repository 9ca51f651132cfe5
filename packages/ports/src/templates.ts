import type { Template } from '@bellwether/log-model';

/** Mined templates, one item each. */
export interface TemplateStore {
  /** All templates of a scope, oldest first; asked once a scope in the life of a process. */
  load(scope: string): Promise<readonly Template[]>;
  /**
   * Creates or replaces each template by (scope, id). One whose birth text is not that of the stored one is refused: the others are
   * kept, the stored one stays, and a PortError that is not retryable says so.
   */
  save(changes: readonly Template[]): Promise<void>;
}
