import type {
  BatchWriteItemCommandInput,
  BatchWriteItemCommandOutput,
  GetItemCommandInput,
  GetItemCommandOutput,
  PutItemCommandInput,
  PutItemCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
  UpdateItemCommandInput,
  UpdateItemCommandOutput,
} from '@aws-sdk/client-dynamodb';
import {
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { clientSettings } from './settings.ts';

/** The calls to DynamoDB that the adapters make, as the SDK names their inputs and outputs. */
export interface DynamoCalls {
  batchWrite(input: BatchWriteItemCommandInput): Promise<BatchWriteItemCommandOutput>;
  get(input: GetItemCommandInput): Promise<GetItemCommandOutput>;
  put(input: PutItemCommandInput): Promise<PutItemCommandOutput>;
  query(input: QueryCommandInput): Promise<QueryCommandOutput>;
  update(input: UpdateItemCommandInput): Promise<UpdateItemCommandOutput>;
}

export const openDynamo = (): DynamoCalls => {
  const client = new DynamoDBClient(clientSettings(5_000));
  return {
    batchWrite: (input) => client.send(new BatchWriteItemCommand(input)),
    get: (input) => client.send(new GetItemCommand(input)),
    put: (input) => client.send(new PutItemCommand(input)),
    query: (input) => client.send(new QueryCommand(input)),
    update: (input) => client.send(new UpdateItemCommand(input)),
  };
};
