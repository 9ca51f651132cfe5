import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoCalls } from '../../packages/aws-adapters/src/sdk/dynamo.ts';
import { countingDynamo, type CountingDynamo } from '../cost/counting-dynamo.ts';

type Item = Readonly<Record<string, AttributeValue>>;

/** What one partition key was asked for. */
export interface KeyLoad {
  /** Table and partition key, such as `counts s#111122223333:/app/web`. */
  readonly key: string;
  readonly requests: number;
  readonly writeUnits: number;
  readonly readUnits: number;
}

export interface PartitionedDynamo extends DynamoCalls {
  /** Every partition key that was asked for, with its load since the last reset. */
  readonly loads: () => readonly KeyLoad[];
  /** Begins to count anew; the items stay. */
  readonly reset: () => void;
}

/** Name of the partition key of each table, as the stack declares it. */
const hashKeys: Readonly<Record<string, string>> = { counts: 'pk', templates: 'scope', findings: 'id', groups: 'id' };

/** DynamoDB in memory with one store a partition key, so that each key's units are known and a query looks at its own alone. */
export const partitionedDynamo = (): PartitionedDynamo => {
  const partitions = new Map<string, CountingDynamo>();
  const touched = new Map<string, CountingDynamo>();
  const partition = (table: string, value: string | undefined): CountingDynamo => {
    const key = `${table} ${value ?? ''}`;
    const known = partitions.get(key) ?? countingDynamo();
    partitions.set(key, known);
    touched.set(key, known);
    return known;
  };
  const ofItem = (table = '', item: Item = {}): CountingDynamo => partition(table, item[hashKeys[table] ?? 'pk']?.S);
  return {
    put: (input) => ofItem(input.TableName, input.Item).put(input),
    update: (input) => ofItem(input.TableName, input.Key).update(input),
    get: (input) => ofItem(input.TableName, input.Key).get(input),
    query: (input) => {
      const values = input.ExpressionAttributeValues ?? {};
      return partition(input.TableName ?? '', values[':pk']?.S ?? values[':scope']?.S).query(input);
    },
    batchWrite: async ({ RequestItems = {} }) => {
      for (const [table, requests] of Object.entries(RequestItems))
        for (const request of requests)
          await ofItem(table, request.PutRequest?.Item).batchWrite({ RequestItems: { [table]: [request] } });
      return { $metadata: {} };
    },
    loads: () =>
      Array.from(touched, ([key, { bills }]) => {
        const all = [...bills.values()];
        const sum = (unit: 'requests' | 'writeUnits' | 'readUnits') =>
          all.reduce((total, bill) => total + bill[unit], 0);
        return { key, requests: sum('requests'), writeUnits: sum('writeUnits'), readUnits: sum('readUnits') };
      }),
    reset: () => {
      for (const { bills } of touched.values())
        for (const bill of bills.values()) Object.assign(bill, { requests: 0, writeUnits: 0, readUnits: 0 });
      touched.clear();
    },
  };
};
