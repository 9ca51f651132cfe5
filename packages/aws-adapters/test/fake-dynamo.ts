import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoCalls } from '../src/sdk/dynamo.ts';
import { sdkError, unexpected } from './sdk-errors.ts';

type Item = Record<string, AttributeValue>;

export interface FakeCounts extends DynamoCalls {
  readonly items: Map<string, Item>;
  updates: number;
}

const numberOf = (value: AttributeValue | undefined): number => Number(value?.N ?? 0);

/**
 * As much of DynamoDB as the counts use: the guarded update, the put of the registry and the query of a key range.
 *
 * @param fault  asked before each update: `before` loses the request, `after` loses the answer
 */
export const fakeCounts = (fault: () => 'before' | 'after' | 'none' = () => 'none'): FakeCounts => {
  const items = new Map<string, Item>();
  const fake: FakeCounts = {
    items,
    updates: 0,
    batchWrite: async ({ RequestItems = {} }) => {
      for (const { DeleteRequest } of Object.values(RequestItems).flat())
        items.delete(`${DeleteRequest?.Key?.['pk']?.S} ${DeleteRequest?.Key?.['sk']?.S}`);
      return { $metadata: {} };
    },
    get: unexpected,
    put: async ({ Item = {}, ConditionExpression: condition }) => {
      const key = `${Item['pk']?.S} ${Item['sk']?.S}`;
      if (condition === 'attribute_not_exists(pk)' && items.has(key)) throw sdkError('ConditionalCheckFailedException');
      items.set(key, Item);
      return { $metadata: {} };
    },
    query: async ({ ExpressionAttributeValues: values = {}, ScanIndexForward: isForward = true, Limit: limit }) => {
      const [pk, from, to] = [':pk', ...(':sk' in values ? [':sk', ':sk'] : [':from', ':to'])].map(
        (name) => values[name]?.S ?? '',
      );
      const found = [...items.values()].filter(
        ({ pk: itemPk, sk }) => itemPk?.S === pk && (sk?.S ?? '') >= (from ?? '') && (sk?.S ?? '') <= (to ?? ''),
      );
      found.sort((left, right) => ((left['sk']?.S ?? '') < (right['sk']?.S ?? '') ? -1 : 1));
      return { Items: (isForward ? found : found.reverse()).slice(0, limit), $metadata: {} };
    },
    update: async ({ Key = {}, UpdateExpression = '', ExpressionAttributeNames: names = {}, ...rest }) => {
      fake.updates += 1;
      const values = rest.ExpressionAttributeValues ?? {};
      const lost = fault();
      if (lost === 'before') throw sdkError('TimeoutError');
      const key = `${Key['pk']?.S} ${Key['sk']?.S}`;
      const item = items.get(key);
      const guards = [...(rest.ConditionExpression ?? '').matchAll(/OR (#w\d) < (:first\d)/g)];
      if (guards.some(([, name = '', first = '']) => (item?.[names[name] ?? '']?.S ?? '') >= (values[first]?.S ?? '')))
        throw sdkError('ConditionalCheckFailedException', { Item: item });
      const equals = [...(rest.ConditionExpression ?? '').matchAll(/(#\d+) = (:n\d+)/g)];
      if (equals.some(([, name = '', count = '']) => item?.[names[name] ?? '']?.N !== values[count]?.N))
        throw sdkError('ConditionalCheckFailedException', { Item: item });
      const next: Item = { ...item, ...Key };
      for (const [name = ''] of (/REMOVE ([#\d,]+)/.exec(UpdateExpression)?.[1] ?? '').matchAll(/#\d+/g))
        delete next[names[name] ?? ''];
      for (const [, name = '', value = ''] of UpdateExpression.matchAll(/(#[tw]\d?) = (:\w+)/g))
        next[names[name] ?? ''] = values[value] ?? { S: '' };
      for (const [, name = '', value = ''] of UpdateExpression.matchAll(/(#\d+) (:n\d+)/g)) {
        const attribute = names[name] ?? '';
        next[attribute] = { N: String(numberOf(next[attribute]) + numberOf(values[value])) };
      }
      items.set(key, next);
      if (lost === 'after') throw sdkError('TimeoutError');
      return { ...(rest.ReturnValues === 'ALL_NEW' ? { Attributes: next } : {}), $metadata: {} };
    },
  };
  return fake;
};
