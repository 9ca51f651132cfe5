import type { askedFields } from '@bellwether/detection-engine';
import type { Attributes, AttributeValue, ReadRecord } from '@bellwether/log-events';
import {
  addRedactions,
  redactAttributes,
  type RedactionClass,
  type RedactionCounts,
  type RedactionPolicy,
} from '@bellwether/redaction';
import { isShown } from './decide/shown-attributes.ts';
import { claimedDatasetAttribute } from './provenance.ts';
import { redactMessage } from './redact-message.ts';
import type { UnderstandStages } from './understand-stages.ts';

/** What may be kept of a record. */
export interface RedactedRecord extends Pick<ReadRecord, 'message' | 'attributes'> {
  /** How many of each class were taken out; absent where nothing was. */
  readonly redacted?: RedactionCounts;
}

/** Those attributes alone that a rule may read, or that findings show. */
const askedOf = ({ dataset, attributes }: ReadRecord, isAsked: ReturnType<typeof askedFields>): Attributes => {
  const asked: Record<string, AttributeValue> = {};
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined && (name === claimedDatasetAttribute || isShown(name) || isAsked(dataset, name)))
      asked[name] = value;
  }
  return asked;
};

/** Both together; undefined where both are empty, which most are. */
const sumOf = (left: RedactionCounts, right: RedactionCounts): RedactionCounts | undefined => {
  const sum: Partial<Record<RedactionClass, number>> = {};
  addRedactions(sum, left);
  addRedactions(sum, right);
  return Object.keys(sum).length === 0 ? undefined : sum;
};

/**
 * A record without what the policy takes out of its message and attributes.
 *
 * @param isAsked  which attributes are kept; all when absent
 */
export const redactRecord = (
  record: ReadRecord,
  policy: RedactionPolicy,
  isAsked: ReturnType<typeof askedFields> | undefined,
  stages: UnderstandStages,
): RedactedRecord => {
  if (record.isKeyBody !== true && !policy.ip && !policy.mac && stages.isClean(record)) return record;
  const message = redactMessage(record, policy);
  const attributes = redactAttributes(isAsked === undefined ? record.attributes : askedOf(record, isAsked), policy);
  const redacted = sumOf(message.counts, attributes.counts);
  const kept = { message: message.text, attributes: attributes.attributes };
  return redacted === undefined ? kept : { ...kept, redacted };
};
