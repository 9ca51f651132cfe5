import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoCalls } from '../../packages/aws-adapters/src/sdk/dynamo.ts';
import { indexWriteUnits, type BilledIndex } from './index-bill.ts';
import { bytesOfItem, unitsOf, type Item } from './item-size.ts';

/** What writes to one table came to. */
export interface TableBill {
  /** Items written; a refused condition is billed like a write. */
  requests: number;
  writeUnits: number;
  /** Of the table's indexes; a refused condition writes nothing to them. */
  indexWriteUnits: number;
  /** Of consistent reads. */
  readUnits: number;
}

export interface CountingDynamo extends DynamoCalls {
  /** By table name. */
  readonly bills: ReadonlyMap<string, TableBill>;
}

const plain = (value: AttributeValue | undefined): string | number | undefined =>
  value === undefined ? undefined : (value.S ?? (value.N === undefined ? '' : Number(value.N)));

interface Expression {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

/** The parts of a text between a word that is in no parentheses. */
const partsAround = (text: string, word: string): readonly string[] => {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    else if (depth === 0 && text.startsWith(word, at)) {
      parts.push(text.slice(from, at));
      from = at + word.length;
    }
  }
  return [...parts, text.slice(from)].map((part) => part.trim());
};

/** As much of condition expressions as the adapters use: AND and OR, with parentheses, of comparisons and of whether an attribute is there. */
const holds = (condition: string, item: Item | undefined, { names, values }: Expression): boolean => {
  const attribute = (name: string): AttributeValue | undefined => item?.[names[name] ?? name];
  const operand = (text: string) => plain(text.startsWith(':') ? values[text] : attribute(text));
  const term = (text: string): boolean => {
    const [, not, name = ''] = /^attribute_(not_)?exists\(([^)]+)\)$/.exec(text) ?? [];
    if (name !== '') return (attribute(name) === undefined) === (not !== undefined);
    const [, left = '', operator = '', right = ''] = /^(\S+) (<=|>=|<>|=|<|>) (\S+)$/.exec(text) ?? [];
    const [a, b] = [operand(left), operand(right)];
    if (operator === '') throw new Error(`The fake knows no condition such as ${text}.`);
    if (a === undefined || b === undefined) return false;
    if (operator.includes('=') && a === b) return operator !== '<>';
    return operator.startsWith('<') ? a < b : operator.startsWith('>') ? a > b : false;
  };
  const isTrue = (text: string): boolean => {
    const any = partsAround(text, ' OR ');
    if (any.length > 1) return any.some(isTrue);
    const all = partsAround(text, ' AND ');
    if (all.length > 1) return all.every(isTrue);
    return text.startsWith('(') ? isTrue(text.slice(1, -1)) : term(text);
  };
  return isTrue(condition.trim());
};

const refused = (item: Item | undefined): Error =>
  Object.assign(new Error('The conditional request failed'), { name: 'ConditionalCheckFailedException', Item: item });

/** Indexes by table name. */
export type TableIndexes = Readonly<Record<string, readonly BilledIndex[]>>;

/** DynamoDB in memory, as far as the adapters use it, with what its writes would be billed. */
export const countingDynamo = (indexes: TableIndexes = {}): CountingDynamo => {
  const tables = new Map<string, Map<string, Item>>();
  const bills = new Map<string, TableBill>();
  const tableOf = (name = ''): Map<string, Item> => {
    const table = tables.get(name) ?? new Map<string, Item>();
    tables.set(name, table);
    return table;
  };
  const keyOf = (item: Item): string =>
    ['pk', 'sk', 'scope', 'id']
      .flatMap((name) => (name === 'scope' && item['pk'] ? [] : [item[name]?.S ?? '']))
      .join('\n');
  const billOf = (name = ''): TableBill => {
    const bill = bills.get(name) ?? { requests: 0, writeUnits: 0, indexWriteUnits: 0, readUnits: 0 };
    bills.set(name, bill);
    return bill;
  };
  const charge = (name: string | undefined, before: Item | undefined, after: Item): void => {
    const bill = billOf(name);
    bill.requests += 1;
    bill.writeUnits += unitsOf(Math.max(before === undefined ? 0 : bytesOfItem(before), bytesOfItem(after)), 1_024);
  };
  /** Keeps what was written, and charges the table's indexes for it. */
  const keep = (name: string | undefined, before: Item | undefined, after: Item): void => {
    tableOf(name).set(keyOf(after), after);
    // The one table with indexes has the key `id`.
    for (const index of indexes[name ?? ''] ?? [])
      billOf(name).indexWriteUnits += indexWriteUnits(index, ['id'], before, after);
  };
  const chargeRead = (name: string | undefined, items: readonly Item[]): void => {
    billOf(name).readUnits += unitsOf(
      items.reduce((sum, item) => sum + bytesOfItem(item), 0),
      4_096,
    );
  };
  const $metadata = {};
  return {
    bills,
    put: async ({ TableName, Item: item = {}, ConditionExpression, ...rest }) => {
      const known = tableOf(TableName).get(keyOf(item));
      charge(TableName, known, item);
      const expression = { names: rest.ExpressionAttributeNames ?? {}, values: rest.ExpressionAttributeValues ?? {} };
      if (ConditionExpression !== undefined && !holds(ConditionExpression, known, expression)) throw refused(known);
      keep(TableName, known, item);
      return { $metadata };
    },
    update: async ({ TableName, Key = {}, UpdateExpression = '', ConditionExpression, ReturnValues, ...rest }) => {
      const known = tableOf(TableName).get(keyOf(Key));
      const names = rest.ExpressionAttributeNames ?? {};
      const values = rest.ExpressionAttributeValues ?? {};
      const next: Item = { ...known, ...Key };
      for (const [, name = '', value = ''] of UpdateExpression.matchAll(/([#\w]+) = (:\w+)/g))
        next[names[name] ?? name] = values[value] ?? { S: '' };
      for (const [, name = '', value = ''] of (/ADD (.+)$/.exec(UpdateExpression)?.[1] ?? '').matchAll(
        /(#\w+) (:\w+)/g,
      )) {
        const attribute = names[name] ?? name;
        next[attribute] = { N: String(Number(next[attribute]?.N ?? 0) + Number(values[value]?.N ?? 0)) };
      }
      for (const name of /REMOVE ([#\w, ]+?)(?: ADD |$)/.exec(UpdateExpression)?.[1]?.split(/, ?/) ?? [])
        delete next[names[name] ?? name];
      charge(TableName, known, next);
      if (ConditionExpression !== undefined && !holds(ConditionExpression, known, { names, values }))
        throw refused(known);
      keep(TableName, known, next);
      return { $metadata, ...(ReturnValues === 'ALL_NEW' ? { Attributes: next } : {}) };
    },
    batchWrite: async ({ RequestItems = {} }) => {
      for (const [name, requests] of Object.entries(RequestItems))
        for (const { PutRequest } of requests) {
          const item = PutRequest?.Item ?? {};
          const known = tableOf(name).get(keyOf(item));
          charge(name, known, item);
          keep(name, known, item);
        }
      return { $metadata };
    },
    get: async ({ TableName, Key = {} }) => {
      const Item = tableOf(TableName).get(keyOf(Key));
      chargeRead(TableName, Item === undefined ? [] : [Item]);
      return { $metadata, ...(Item === undefined ? {} : { Item }) };
    },
    query: async ({ TableName, ExpressionAttributeValues: values = {}, ScanIndexForward = true, Limit }) => {
      const text = (name: string): string | undefined => values[name]?.S;
      const found = [...tableOf(TableName).values()].filter((item) => {
        if (text(':scope') !== undefined) return item['scope']?.S === text(':scope');
        const sortKey = item['sk']?.S ?? '';
        const isWithin = sortKey >= (text(':from') ?? '') && sortKey <= (text(':to') ?? '~');
        return item['pk']?.S === text(':pk') && isWithin && (text(':sk') ?? sortKey) === sortKey;
      });
      const isBefore = (left: Item, right: Item): boolean => (left['sk']?.S ?? '') < (right['sk']?.S ?? '');
      found.sort((left, right) => (isBefore(left, right) ? -1 : isBefore(right, left) ? 1 : 0));
      const Items = (ScanIndexForward ? found : found.reverse()).slice(0, Limit);
      chargeRead(TableName, Items);
      return { $metadata, Items };
    },
  };
};
