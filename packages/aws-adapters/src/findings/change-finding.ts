import type { Finding } from '@bellwether/log-model';
import { PortError, type StoredFinding } from '@bellwether/ports';
import { errorName } from '../port-call.ts';
import type { Retention } from '../retention.ts';
import { expirySeconds, nowSeconds } from '../retention.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import { findingOf, indexKeysOf, itemOf, judgedAgainUpdate, stateDayUpdate, type Item } from './finding-item.ts';

/** Where findings are kept, and for how long. */
export interface FindingStore {
  readonly table: string;
  readonly retention: Retention;
}

/** Times that another writer may change a finding while it is being changed. */
export const maxRounds = 10;

export const changedAgain = (operation: string): PortError =>
  new PortError('findings', operation, true, {
    cause: new Error('The finding was changed by others again and again.'),
  });

/** The item that a failed condition met. */
export const metItem = (error: unknown): Item | undefined => {
  if (errorName(error) !== 'ConditionalCheckFailedException') throw error;
  return (error as { readonly Item?: Item }).Item;
};

/** The finding itself; undefined when there is none or it has expired. */
export const loadFinding = async (
  dynamo: DynamoCalls,
  { table, retention }: FindingStore,
  findingId: string,
): Promise<StoredFinding | undefined> => {
  const { Item } = await dynamo.get({ TableName: table, Key: { id: { S: findingId } }, ConsistentRead: true });
  if (Item === undefined) return undefined;
  const { stored, ttlSeconds } = findingOf(Item);
  return ttlSeconds > nowSeconds(retention) ? stored : undefined;
};

/** Creates the item. Gives back what stands there instead when there is one that has not expired. */
export const createFinding = async (
  dynamo: DynamoCalls,
  { table, retention }: FindingStore,
  finding: Finding,
): Promise<Item | undefined> => {
  try {
    await dynamo.put({
      TableName: table,
      Item: itemOf(finding, expirySeconds(retention)),
      ConditionExpression: 'attribute_not_exists(id) OR #t <= :now',
      ExpressionAttributeNames: { '#t': 'ttl' },
      ExpressionAttributeValues: { ':now': { N: String(nowSeconds(retention)) } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    return undefined;
  } catch (error) {
    return metItem(error);
  }
};

/** A finding as a condition met it, with the JSON in its item. */
export interface MetFinding {
  readonly stored: StoredFinding;
  readonly json: string;
}

/** Merges into what is stored, if it is still as it was read. Gives back false when another writer was faster. */
export const mergeFinding = async (
  dynamo: DynamoCalls,
  { table, retention }: FindingStore,
  { stored: known, json }: MetFinding,
  next: StoredFinding,
): Promise<boolean> => {
  const { day, severityDay } = indexKeysOf(next.finding);
  const stateDay = stateDayUpdate(next.finding, next.status?.state ?? 'new');
  const { status } = next;
  const judgedAgain = judgedAgainUpdate(json, known.finding, next.finding);
  const sameStatus = known.status === undefined ? 'attribute_not_exists(stateSinceMs)' : 'stateSinceMs = :oldSince';
  try {
    await dynamo.update({
      TableName: table,
      Key: { id: { S: known.finding.id } },
      UpdateExpression:
        'SET firstSeenMs = :first, lastSeenMs = :last, #c = :count, #d = :day, severityDay = :severityDay, #t = :ttl' +
        `${status === undefined ? '' : ', #s = :state'}${judgedAgain.set}${stateDay.set}${stateDay.remove}`,
      ConditionExpression: `firstSeenMs = :oldFirst AND lastSeenMs = :oldLast AND #c = :oldCount AND ${sameStatus}`,
      ExpressionAttributeNames: { '#c': 'count', '#d': 'day', '#t': 'ttl', ...(status && { '#s': 'state' }) },
      ExpressionAttributeValues: {
        ':first': { N: String(next.finding.firstSeenMs) },
        ':last': { N: String(next.finding.lastSeenMs) },
        ':count': { N: String(next.finding.count) },
        ':day': { S: day },
        ':severityDay': { S: severityDay },
        ...judgedAgain.values,
        ...stateDay.values,
        ':ttl': { N: String(expirySeconds(retention)) },
        ':oldFirst': { N: String(known.finding.firstSeenMs) },
        ':oldLast': { N: String(known.finding.lastSeenMs) },
        ':oldCount': { N: String(known.finding.count) },
        ...(status && { ':state': { S: status.state }, ':oldSince': { N: String(status.sinceMs) } }),
      },
    });
    return true;
  } catch (error) {
    metItem(error);
    return false;
  }
};
