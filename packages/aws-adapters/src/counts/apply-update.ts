import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { PortError } from '@bellwether/ports';
import { errorName } from '../port-call.ts';
import type { RoomStep } from '@bellwether/log-model';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import type { RowUpdate } from './count-updates.ts';
import { packField } from './field-names.ts';
import { rowsOf, watermarkName, type Item, type StoredRow } from './stored-row.ts';
import { packPosition } from './position-code.ts';

export interface ItemAddress {
  readonly table: string;
  readonly pk: string;
  readonly sk: string;
  /** When the item may be deleted, epoch seconds. */
  readonly ttlSeconds: number;
}

/** An update of one of an item's rows. */
export interface WindowUpdate extends RowUpdate {
  /** Which of the item's windows. */
  readonly index: number;
}

/** What became of updates. `rows` are all of the item's rows, as they are now; always there when an update was `behind`. */
export type UpdateOutcome =
  | { readonly kind: 'added'; readonly rows?: ReadonlyMap<number, StoredRow> }
  | { readonly kind: 'behind'; readonly rows: ReadonlyMap<number, StoredRow> }
  | { readonly kind: 'too_large' };

const guardOf = ({ index }: WindowUpdate): string => `attribute_not_exists(#w${index}) OR #w${index} < :first${index}`;

const requestFor = (
  address: ItemAddress,
  updates: readonly WindowUpdate[],
  asksAll: boolean,
): UpdateItemCommandInput => {
  const names: Record<string, string> = { '#t': 'ttl' };
  const values: Record<string, AttributeValue> = { ':ttl': { N: String(address.ttlSeconds) } };
  const settings = ['#t = :ttl'];
  const additions: string[] = [];
  for (const { index, first, last, fields } of updates) {
    names[`#w${index}`] = watermarkName(index);
    values[`:first${index}`] = { S: packPosition(first) };
    values[`:last${index}`] = { S: packPosition(last) };
    settings.push(`#w${index} = :last${index}`);
    for (const [field, count] of fields) {
      const name = `#${additions.length}`;
      // Equal counts share one value: most are 1.
      const value = `:n${count}`;
      names[name] = index + packField(field);
      values[value] = { N: String(count) };
      additions.push(`${name} ${value}`);
    }
  }
  const guards = updates.map(guardOf);
  return {
    TableName: address.table,
    Key: { pk: { S: address.pk }, sk: { S: address.sk } },
    UpdateExpression: `SET ${settings.join(', ')} ADD ${additions.join(',')}`,
    ConditionExpression: guards.length === 1 ? guards[0] : guards.map((guard) => `(${guard})`).join(' AND '),
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
 * Adds updates of different rows to their item, all of them, if no row has taken anything of its own yet.
 *
 * Guards and counts change in one atomic write, so a call whose answer was lost answers `behind` when it is made again.
 */
export const applyUpdates = async (
  dynamo: DynamoCalls,
  address: ItemAddress,
  updates: readonly WindowUpdate[],
  asksAll: boolean,
): Promise<UpdateOutcome> => {
  try {
    const { Attributes } = await dynamo.update(requestFor(address, updates, asksAll));
    return Attributes === undefined ? { kind: 'added' } : { kind: 'added', rows: rowsOf(Attributes) };
  } catch (error) {
    if (isTooLarge(error)) return { kind: 'too_large' };
    if (errorName(error) !== 'ConditionalCheckFailedException') throw error;
    const rows = rowsOf((error as { readonly Item?: Item }).Item ?? {});
    if (!updates.some(({ index, first }) => first <= (rows.get(index)?.watermark ?? '')))
      throw new PortError('counts', 'add', true, {
        cause: new TypeError('The item was refused without the watermark that stood in the way.'),
      });
    return { kind: 'behind', rows };
  }
};

/**
 * Makes room in one of an item's rows, once: each removed field must still have the count that the step moves, or increments that another
 * process made since would be lost with the field.
 *
 * @returns false when one has not: the step was made already, or another process changed the row
 */
export const makeRoom = async (
  dynamo: DynamoCalls,
  { table, pk, sk }: ItemAddress,
  index: number,
  { remove, add }: RoomStep,
): Promise<boolean> => {
  const names: Record<string, string> = {};
  const values: Record<string, AttributeValue> = {};
  const nameOf = (field: string): string => {
    const name = `#${Object.keys(names).length}`;
    names[name] = index + packField(field);
    return name;
  };
  const valueOf = (count: number): string => {
    values[`:n${count}`] = { N: String(count) };
    return `:n${count}`;
  };
  const removed = Array.from(remove, ([field, count]) => ({ name: nameOf(field), count: valueOf(count) }));
  const added = Array.from(add, ([field, count]) => `${nameOf(field)} ${valueOf(count)}`);
  try {
    await dynamo.update({
      TableName: table,
      Key: { pk: { S: pk }, sk: { S: sk } },
      UpdateExpression: `REMOVE ${removed.map(({ name }) => name).join(',')}${added.length === 0 ? '' : ` ADD ${added.join(',')}`}`,
      ConditionExpression: removed.map(({ name, count }) => `${name} = ${count}`).join(' AND '),
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    });
    return true;
  } catch (error) {
    if (errorName(error) !== 'ConditionalCheckFailedException') throw error;
    return false;
  }
};

/** The rows that an item contains, read from the table. */
export const readRows = async (
  dynamo: DynamoCalls,
  { table, pk, sk }: ItemAddress,
): Promise<ReadonlyMap<number, StoredRow>> => {
  const { Items } = await dynamo.query({
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND sk = :sk',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: sk } },
  });
  return rowsOf(Items?.[0] ?? {});
};
