import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { PortError } from '@bellwether/ports';
import { errorName } from '../port-call.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import type { RowUpdate } from './count-updates.ts';

/** Prefix of the attributes that hold counts, so that no field can be named like the key or the watermark. */
const countPrefix = 'n:';

type Item = Readonly<Record<string, AttributeValue>>;

export interface RowAddress {
  readonly table: string;
  readonly pk: string;
  readonly sk: string;
  /** When the row may be deleted, epoch seconds. */
  readonly ttlSeconds: number;
}

/** The counts in an item, by field. */
export const countsOf = (item: Item): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const [name, value] of Object.entries(item))
    if (name.startsWith(countPrefix) && value.N !== undefined)
      counts.set(name.slice(countPrefix.length), Number(value.N));
  return counts;
};

/** What became of an update. `behind` gives the position up to which the row has taken all, and the fields it holds. */
export type UpdateOutcome =
  | { readonly kind: 'added'; readonly heldFields?: readonly string[] }
  | { readonly kind: 'behind'; readonly watermark: string; readonly heldFields: readonly string[] }
  | { readonly kind: 'too_large' };

const requestFor = (row: RowAddress, update: RowUpdate, asksAll: boolean): UpdateItemCommandInput => {
  const names: Record<string, string> = { '#w': 'watermark', '#t': 'ttl' };
  const values: Record<string, AttributeValue> = {
    ':first': { S: update.first },
    ':last': { S: update.last },
    ':ttl': { N: String(row.ttlSeconds) },
  };
  const additions: string[] = [];
  for (const [field, count] of update.fields) {
    const name = `#${additions.length}`;
    // Equal counts share one value: most are 1.
    const value = `:n${count}`;
    names[name] = countPrefix + field;
    values[value] = { N: String(count) };
    additions.push(`${name} ${value}`);
  }
  return {
    TableName: row.table,
    Key: { pk: { S: row.pk }, sk: { S: row.sk } },
    UpdateExpression: `SET #w = :last, #t = :ttl ADD ${additions.join(',')}`,
    ConditionExpression: 'attribute_not_exists(#w) OR #w < :first',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
    ReturnValues: asksAll ? 'ALL_NEW' : 'NONE',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
};

// DynamoDB has no error of its own for an item beyond 400 KB; both the service and emulators say so in these words.
const isTooLarge = (error: unknown): boolean =>
  errorName(error) === 'ValidationException' && error instanceof Error && /item size/i.test(error.message);

/**
 * Adds an update to a row if the row has taken nothing of it yet.
 *
 * Guard and counts change in one atomic write, so a call whose answer was lost answers `behind` when it is made again.
 */
export const applyUpdate = async (
  dynamo: DynamoCalls,
  row: RowAddress,
  update: RowUpdate,
  asksAll: boolean,
): Promise<UpdateOutcome> => {
  try {
    const { Attributes } = await dynamo.update(requestFor(row, update, asksAll));
    return Attributes === undefined
      ? { kind: 'added' }
      : { kind: 'added', heldFields: [...countsOf(Attributes).keys()] };
  } catch (error) {
    if (isTooLarge(error)) return { kind: 'too_large' };
    if (errorName(error) !== 'ConditionalCheckFailedException') throw error;
    const item = (error as { readonly Item?: Item }).Item;
    const watermark = item?.['watermark']?.S;
    if (item === undefined || watermark === undefined)
      throw new PortError('counts', 'add', true, {
        cause: new TypeError('The row was refused without its watermark.'),
      });
    return { kind: 'behind', watermark, heldFields: [...countsOf(item).keys()] };
  }
};

/** The fields that a row holds, read from the table. */
export const readHeldFields = async (
  dynamo: DynamoCalls,
  { table, pk, sk }: RowAddress,
): Promise<readonly string[]> => {
  const { Items } = await dynamo.query({
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND sk = :sk',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: sk } },
  });
  return (Items ?? []).flatMap((item) => [...countsOf(item).keys()]);
};
