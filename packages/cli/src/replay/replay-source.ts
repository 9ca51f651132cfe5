import type { Lake, QuarantineReader } from '@bellwether/ports';

/** Where replayed records are read from. */
export interface ReplaySource {
  readonly lake: Pick<Lake, 'list' | 'read'>;
  readonly quarantine: QuarantineReader;
}
