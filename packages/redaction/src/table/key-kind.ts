import type { RedactionClass } from '../redaction-class.ts';
import type { ValueTest } from '../match/value-tests.ts';

/** Names whose value is taken out, and what the value has to look like. */
export interface KeyKind {
  readonly found: RedactionClass;
  /** What the value has to look like. */
  readonly value: ValueTest;
  /**
   * How names end, in words: `api key` stands for `apiKey`, `API_KEY`, `x-api-key` and `apikey`. A word with `*` before it may end a
   * longer one: `*password` stands for `PGPASSWORD` too.
   */
  readonly names: readonly string[];
}
