/** What a handler's answer means for its batch. `from` is the index of the lowest record that failed. */
export type BatchOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'partial'; readonly from: number }
  | { readonly kind: 'failed'; readonly reason: string };

const itemIdentifier = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && 'itemIdentifier' in item ? item.itemIdentifier : undefined;

/**
 * Reads a handler's answer as the service does: nothing, null, an object without failures or with an empty or null list
 * is success; an item that names no record of the batch, or anything that is not an object, fails the whole batch.
 *
 * @param sequenceNumbers  of the batch, in order
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 */
export const readResponse = (response: unknown, sequenceNumbers: readonly string[]): BatchOutcome => {
  if (response === undefined || response === null) {
    return { kind: 'done' };
  }
  if (typeof response !== 'object' || Array.isArray(response)) {
    return { kind: 'failed', reason: 'The response is not an object.' };
  }
  const keys = Object.keys(response);
  if (keys.length === 0) {
    return { kind: 'done' };
  }
  if (!('batchItemFailures' in response)) {
    return { kind: 'failed', reason: 'The response has no batchItemFailures.' };
  }
  const failures: unknown = response.batchItemFailures;
  if (failures === null || failures === undefined) {
    return { kind: 'done' };
  }
  if (!Array.isArray(failures)) {
    return { kind: 'failed', reason: 'batchItemFailures is not a list.' };
  }
  const positions = failures.map((item) => {
    const identifier = itemIdentifier(item);
    return typeof identifier === 'string' ? sequenceNumbers.indexOf(identifier) : -1;
  });
  if (positions.includes(-1)) {
    return { kind: 'failed', reason: 'An itemIdentifier names no record of the batch.' };
  }
  return positions.length === 0 ? { kind: 'done' } : { kind: 'partial', from: Math.min(...positions) };
};
