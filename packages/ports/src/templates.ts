import type { Template } from '@bellwether/log-model';

/** Mined templates, one item each. */
export interface TemplateStore {
  /** All templates of a scope, oldest first; asked once per scope in the life of a process. */
  load(scope: string): Promise<readonly Template[]>;
  /**
   * Creates each template, or joins it with the stored one of its (scope, id): the text is the saved one's, it was first seen at the
   * earlier of both times, and its count is the larger. Several processes save the same templates. One whose birth text is not that of the stored one is refused: the others are
   * kept, the stored one stays, and a PortError that is not retryable says so.
   */
  save(changes: readonly Template[]): Promise<void>;
}
