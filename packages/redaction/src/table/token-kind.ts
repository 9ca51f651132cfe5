import type { RedactionClass } from '../redaction-class.ts';

/** Tokens of one kind: a name for the documentation, and the shapes they have. */
export interface TokenKind {
  readonly name: string;
  readonly shapes: readonly string[];
  /** Whether the tokens are found inside a longer word too: nothing else has such a prefix. */
  readonly isLoose?: boolean;
  /** `api-token` when absent. */
  readonly found?: RedactionClass;
}
