import type { Attributes, Dataset } from '@bellwether/log-events';

/** One real-looking line and what a reader must find in it. */
export interface Line {
  readonly format: string;
  /** The reader's own format, where the record carries another one. */
  readonly reader?: string;
  readonly text: string;
  readonly dataset: Dataset;
  readonly time?: string;
  readonly level?: string;
  readonly message: string;
  readonly attributes: Attributes;
}
