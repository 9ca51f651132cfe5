import type { ReadRecord } from '@bellwether/log-events';
import { redact, redactionMark, type Redaction, type RedactionPolicy } from '@bellwether/redaction';

/** What stands for a part of a private key that is written over several records. */
const redactedKey: Redaction = { text: redactionMark('private-key', '', undefined), counts: { 'private-key': 1 } };

/** The message of a record without what the policy takes out; all of it where it is a part of a private key. */
export const redactMessage = (
  { message, isKeyBody }: Pick<ReadRecord, 'message' | 'isKeyBody'>,
  policy: RedactionPolicy,
): Redaction => (isKeyBody === true && policy['private-key'] ? redactedKey : redact(message, policy));
