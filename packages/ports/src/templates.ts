import type { Template } from '@bellwether/log-model';

/** A template as a store gives it. */
export interface StoredTemplate extends Template {
  /** Set when it was last saved more than a quarter of its lifetime ago: unless its next use is saved, it expires. */
  readonly isDue?: true;
}

/**
 * Mined templates, one item each. A template expires when it was not saved for as long as the store keeps them; an expired one is
 * never given, also while the store has not deleted it yet, and saving it makes a new one.
 */
export interface TemplateStore {
  /**
   * Templates of a scope, oldest first; asked once per scope in the life of a process. Of more than `maxTemplatesPerScope` the most
   * frequent, and of equally frequent ones those saved last; as many again that became part of others.
   */
  load(scope: string): Promise<readonly StoredTemplate[]>;
  /**
   * Creates each template, or joins it with the stored one of its (scope, id): the text is the saved one's, it was first seen at the
   * earlier of both times, and its count is the larger. Several processes save the same templates. One whose birth text is not that of the stored one is refused: the others are
   * kept, the stored one stays, and a PortError that is not retryable says so.
   */
  save(changes: readonly Template[]): Promise<void>;
  /**
   * Lets templates that a process has no room for expire after `forgottenDays`, so that a log source with ever new messages does not
   * fill the store. One that was counted more often by another process, or is another's, stays as it is.
   */
  forget(templates: readonly Template[]): Promise<void>;
}
