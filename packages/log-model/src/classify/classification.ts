import type { Category, Severity, ReadRecord } from '@bellwether/log-events';

/** How severe a record is and what it is about. */
export interface Classification {
  readonly severity: Severity;
  readonly category: Category;
  /** How sure the severity is, in [0, 1]: 1 for a structured level, less for words in context. */
  readonly confidenceScore: number;
}

/** What classification looks at. */
export type Classifiable = Pick<ReadRecord, 'level' | 'message' | 'attributes' | 'dataset' | 'format'>;
