import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import type { CreateTableCommandInput, GlobalSecondaryIndex, Projection } from '@aws-sdk/client-dynamodb';
import { findingIndexes, type FindingIndex } from '../../src/findings/finding-indexes.ts';

/** Makes sure that nothing here ever runs against an account. */
export const requireEmulator = (): void => {
  const endpoint = process.env['AWS_ENDPOINT_URL'] ?? '';
  if (!/^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/?$/.test(endpoint))
    throw new Error('Set AWS_ENDPOINT_URL to an emulator on this machine, such as http://127.0.0.1:4566.');
};

export const uniqueName = (prefix: string): string => `${prefix}-${randomUUID()}`;

const projectionOf = (include: FindingIndex['include']): Projection =>
  include.length === 0
    ? { ProjectionType: 'KEYS_ONLY' }
    : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...include] };

const byLastSeen = ({ name, key, include }: FindingIndex): GlobalSecondaryIndex => ({
  IndexName: name,
  KeySchema: [
    { AttributeName: key, KeyType: 'HASH' },
    { AttributeName: 'lastSeenMs', KeyType: 'RANGE' },
  ],
  Projection: projectionOf(include),
});

const tables = {
  counts: {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  },
  findings: {
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'day', AttributeType: 'S' },
      { AttributeName: 'severityDay', AttributeType: 'S' },
      { AttributeName: 'scopeKey', AttributeType: 'S' },
      { AttributeName: 'stateDay', AttributeType: 'S' },
      { AttributeName: 'lastSeenMs', AttributeType: 'N' },
    ],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: findingIndexes.map(byLastSeen),
  },
  alertGroups: {
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'dueShard', AttributeType: 'S' },
      { AttributeName: 'dueAtMs', AttributeType: 'N' },
    ],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-due',
        KeySchema: [
          { AttributeName: 'dueShard', KeyType: 'HASH' },
          { AttributeName: 'dueAtMs', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  },
  templates: {
    AttributeDefinitions: [
      { AttributeName: 'scope', AttributeType: 'S' },
      { AttributeName: 'id', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'scope', KeyType: 'HASH' },
      { AttributeName: 'id', KeyType: 'RANGE' },
    ],
  },
} satisfies Record<string, Omit<CreateTableCommandInput, 'TableName'>>;

/** Creates a table as the stack would, with the fewest settings, and says how to drop it. */
export const makeTable = async (
  kind: keyof typeof tables,
): Promise<{ readonly name: string; readonly drop: () => Promise<void> }> => {
  requireEmulator();
  const dynamo = new DynamoDBClient({});
  const name = uniqueName(kind);
  await dynamo.send(
    new CreateTableCommand({
      ...structuredClone(tables[kind]),
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await waitUntilTableExists({ client: dynamo, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { TableName: name });
  return {
    name,
    drop: async () => {
      await dynamo.send(new DeleteTableCommand({ TableName: name }));
      dynamo.destroy();
    },
  };
};
