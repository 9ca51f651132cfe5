import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { RemediationTableCalls } from '../src/sdk/remediation-table.ts';
import { sdkError } from './sdk-errors.ts';

type Item = Record<string, AttributeValue>;
type Values = Readonly<Record<string, AttributeValue>>;

interface Write {
  readonly Key?: Item | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Values | undefined;
}

const keyOf = (key: Item | undefined): string => JSON.stringify([key?.['pk']?.S, key?.['sk']?.S]);

/** A term of a condition, as far as the adapters use them; an attribute that is missing meets no comparison. */
const meets = (term: string, item: Item | undefined, values: Values): boolean => {
  const [, absent] = /^attribute_not_exists\((\w+)\)$/.exec(term) ?? [];
  if (absent !== undefined) return item?.[absent] === undefined;
  const [, size, most = ''] = /^size\((\w+)\) < (:\w+)$/.exec(term) ?? [];
  if (size !== undefined) return item?.[size] !== undefined && (item[size].SS ?? []).length < Number(values[most]?.N);
  const [, not, set, member = ''] = /^(NOT )?contains\((\w+), (:\w+)\)$/.exec(term) ?? [];
  if (set !== undefined) return (item?.[set]?.SS ?? []).includes(values[member]?.S ?? '') !== (not !== undefined);
  const [, name = '', operator, value = ''] = /^(\w+) (=|<=|>) (:\w+)$/.exec(term) ?? [];
  if (operator === undefined) throw new Error(`The fake does not know the term ${term}.`);
  const [left, right] = [item?.[name], values[value]];
  if (left === undefined) return false;
  if (operator === '=') return JSON.stringify(left) === JSON.stringify(right);
  return operator === '>' ? Number(left.N) > Number(right?.N) : Number(left.N) <= Number(right?.N);
};

const isAllowed = ({ ConditionExpression = '', ExpressionAttributeValues: values = {} }: Write, item?: Item): boolean =>
  ConditionExpression === '' ||
  ConditionExpression.split(' OR ').some((all) => all.split(' AND ').every((term) => meets(term, item, values)));

const changed = ({ Key, UpdateExpression = '', ...rest }: Write, item: Item = {}): Item => {
  const [names, values] = [rest.ExpressionAttributeNames ?? {}, rest.ExpressionAttributeValues ?? {}];
  const next: Item = { ...item, ...Key };
  for (const [, name = '', value = ''] of UpdateExpression.matchAll(/(#?\w+) = (:\w+)/g))
    next[names[name] ?? name] = values[value] ?? { NULL: true };
  for (const [, name = '', value = ''] of UpdateExpression.matchAll(/ADD (\w+) (:\w+)/g))
    next[name] = { SS: [...new Set([...(next[name]?.SS ?? []), ...(values[value]?.SS ?? [])])] };
  return next;
};

/** As much of DynamoDB as remediation uses: conditional updates, alone and in transactions, reads and a query of one partition. */
export const fakeRemediationTable = (): RemediationTableCalls & { readonly items: Map<string, Item> } => {
  const items = new Map<string, Item>();
  return {
    items,
    get: async ({ Key }) => {
      const Item = items.get(keyOf(Key));
      return { ...(Item === undefined ? {} : { Item }), $metadata: {} };
    },
    query: async ({ ExpressionAttributeValues: values = {} }) => ({
      Items: [...items.values()].filter(({ pk }) => pk?.S === values[':pk']?.S),
      $metadata: {},
    }),
    update: async (write) => {
      const item = items.get(keyOf(write.Key));
      if (!isAllowed(write, item)) throw sdkError('ConditionalCheckFailedException');
      const next = changed(write, item);
      items.set(keyOf(write.Key), next);
      return { ...(write.ReturnValues === 'ALL_NEW' ? { Attributes: next } : {}), $metadata: {} };
    },
    transact: async ({ TransactItems = [] }) => {
      const writes = TransactItems.map(({ Update = {} }) => Update as Write);
      const CancellationReasons = writes.map((write) => ({
        Code: isAllowed(write, items.get(keyOf(write.Key))) ? 'None' : 'ConditionalCheckFailed',
      }));
      if (CancellationReasons.some(({ Code }) => Code !== 'None'))
        throw sdkError('TransactionCanceledException', { CancellationReasons });
      for (const write of writes) items.set(keyOf(write.Key), changed(write, items.get(keyOf(write.Key))));
      return { $metadata: {} };
    },
  };
};
