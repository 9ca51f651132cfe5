import type { StoredAdmissions } from '@bellwether/ports';
import { keyName, timeKey } from '../counts/row-keys.ts';
import { expirySeconds, nowSeconds } from '../retention.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import { metItem, type FindingStore } from './change-finding.ts';

/** Key of the admissions of a log source and finding window: one item each, of at most 20 KB. Ids of findings have no `#`. */
const keyOf = (scope: string, windowStartMs: number) => ({
  id: { S: `#admissions#${timeKey(windowStartMs)}#${keyName(scope)}` },
});

export const loadAdmissions = async (
  dynamo: DynamoCalls,
  { table, retention }: FindingStore,
  scope: string,
  windowStartMs: number,
): Promise<StoredAdmissions | undefined> => {
  const { Item } = await dynamo.get({ TableName: table, Key: keyOf(scope, windowStartMs), ConsistentRead: true });
  if (Item === undefined || Number(Item['ttl']?.N ?? 0) <= nowSeconds(retention)) return undefined;
  return { version: Number(Item['version']?.N ?? 0), state: Item['state']?.S ?? '' };
};

export const saveAdmissions = async (
  dynamo: DynamoCalls,
  { table, retention }: FindingStore,
  scope: string,
  windowStartMs: number,
  { version, state }: StoredAdmissions,
): Promise<'saved' | 'changed'> => {
  const isFirst = version === 1;
  try {
    await dynamo.put({
      TableName: table,
      Item: {
        ...keyOf(scope, windowStartMs),
        version: { N: String(version) },
        state: { S: state },
        ttl: { N: String(expirySeconds(retention)) },
      },
      ConditionExpression: isFirst ? 'attribute_not_exists(id) OR #t <= :met' : 'version = :met',
      ...(isFirst ? { ExpressionAttributeNames: { '#t': 'ttl' } } : {}),
      ExpressionAttributeValues: { ':met': { N: String(isFirst ? nowSeconds(retention) : version - 1) } },
    });
    return 'saved';
  } catch (error) {
    metItem(error);
    return 'changed';
  }
};

/**
 * Lets a finding expire now, unless a person has set its status. It leaves the indexes at once, and the table deletes it within days. Its attribute `displaced` keeps the change from being a sighting.
 */
export const displaceFinding = async (
  dynamo: DynamoCalls,
  { table, retention }: FindingStore,
  findingId: string,
): Promise<void> => {
  try {
    await dynamo.update({
      TableName: table,
      Key: { id: { S: findingId } },
      UpdateExpression: 'SET #t = :now, displaced = :true REMOVE #d, severityDay, scopeKey',
      ConditionExpression: 'attribute_exists(id) AND attribute_not_exists(stateSinceMs)',
      ExpressionAttributeNames: { '#t': 'ttl', '#d': 'day' },
      ExpressionAttributeValues: { ':now': { N: String(nowSeconds(retention)) }, ':true': { BOOL: true } },
    });
  } catch (error) {
    // There is none, or a person looks after it.
    metItem(error);
  }
};
