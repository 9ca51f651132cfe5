import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoCalls } from '../src/sdk/dynamo.ts';
import { sdkError, unexpected } from './sdk-errors.ts';

type Item = Readonly<Record<string, AttributeValue>>;

interface Asked {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

const plainOf = (value: AttributeValue | undefined): string | number | undefined =>
  value?.N === undefined ? value?.S : Number(value.N);

const comparisons: Readonly<Record<string, (left: string | number, right: string | number) => boolean>> = {
  '=': (left, right) => left === right,
  '<=': (left, right) => left <= right,
  '>=': (left, right) => left >= right,
};

/** Whether an item meets a condition of comparisons, `AND`, `OR`, `attribute_not_exists` and brackets that are not nested. */
export const meets = (item: Item | undefined, condition: string, { names, values }: Asked): boolean => {
  const test = (text: string): boolean => {
    const absent = /^attribute_not_exists\((\w+)\)$/.exec(text)?.[1];
    if (absent !== undefined) return item?.[absent] === undefined;
    const [name = '', operator = '', value = ''] = text.split(' ');
    const [left, right] = [plainOf(item?.[names[name] ?? name]), plainOf(values[value])];
    const compare = comparisons[operator];
    if (compare === undefined || right === undefined) throw new Error(`Not understood: ${text}`);
    return left !== undefined && compare(left, right);
  };
  const anyOf = (text: string): boolean => text.split(' OR ').some((part) => part.split(' AND ').every(test));
  const grouped = /^(.*) OR \((.*)\)$/.exec(condition);
  return grouped === null ? anyOf(condition) : anyOf(grouped[1]!) || anyOf(grouped[2]!);
};

/** As much of DynamoDB as the templates use, over pages of `pageItems` items. */
export const fakeTemplates = (pageItems = 7): DynamoCalls => {
  const items = new Map<string, Item>();
  const keyOf = (item: Item): string => `${item['scope']?.S} ${item['id']?.S}`;
  return {
    get: unexpected,
    update: unexpected,
    batchWrite: unexpected,
    put: async ({ Item = {}, ConditionExpression = '', ExpressionAttributeNames, ExpressionAttributeValues }) => {
      const before = items.get(keyOf(Item));
      const asked = { names: ExpressionAttributeNames ?? {}, values: ExpressionAttributeValues ?? {} };
      if (!meets(before, ConditionExpression, asked))
        throw sdkError('ConditionalCheckFailedException', before === undefined ? {} : { Item: before });
      items.set(keyOf(Item), Item);
      return { $metadata: {} };
    },
    query: async ({ ExpressionAttributeValues: values = {}, ExclusiveStartKey: start }) => {
      const found = [...items.values()].filter(({ scope }) => scope?.S === values[':scope']?.S);
      found.sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
      const rest = start === undefined ? found : found.filter((item) => keyOf(item) > keyOf(start));
      const page = rest.slice(0, pageItems);
      const last = rest.length > page.length ? page.at(-1) : undefined;
      return {
        Items: page,
        ...(last && { LastEvaluatedKey: { scope: last['scope']!, id: last['id']! } }),
        $metadata: {},
      };
    },
  };
};
