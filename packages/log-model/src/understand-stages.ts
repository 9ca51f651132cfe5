import type { ReadRecord } from '@bellwether/log-events';
import { classify } from './classify/classify.ts';
import type { Classification } from './classify/classification.ts';
import type { MessageSignature } from '@bellwether/template-miner';

/**
 * Answers about one record that may be known without asking its stage again. The plain stages know nothing in advance; the fast
 * path answers for lines whose signature was seen before.
 *
 * Invariant: every answer is what the plain stage would give.
 */
export interface UnderstandStages {
  /** Severity and category; as `classify`. */
  classify(record: ReadRecord): Pick<Classification, 'severity' | 'category'>;
  /** Whether message and attributes contain nothing that redaction takes out, addresses aside; false when it has to look. */
  isClean(record: ReadRecord): boolean;
  /** Signature of the record's message, when the line's was computed already. */
  signatureOf(record: ReadRecord): MessageSignature | undefined;
}

/** Every record goes through every stage. */
export const plainStages: UnderstandStages = {
  classify,
  isClean: () => false,
  signatureOf: () => undefined,
};
