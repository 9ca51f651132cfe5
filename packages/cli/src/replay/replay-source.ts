import type { Lake, QuarantineReader } from '@bellwether/ports';

/** Where what is replayed is read from. */
export interface ReplaySource {
  readonly lake: Pick<Lake, 'list' | 'read'>;
  readonly quarantine: QuarantineReader;
}
