/** A mutant that no test can or should notice, with the reason. */
export interface ExplainedMutant {
  readonly file: string;
  /** The mutated text of the source, as written. */
  readonly original: string;
  readonly replacement: string;
  readonly reason: string;
}

/** Survivors that are accepted. Whoever changes the line looks at its mutants again: the text no longer matches. */
export const explainedMutants: readonly ExplainedMutant[] = [];
