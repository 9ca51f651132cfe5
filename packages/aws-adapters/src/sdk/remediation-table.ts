import type {
  GetItemCommandInput,
  GetItemCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
  TransactWriteItemsCommandInput,
  TransactWriteItemsCommandOutput,
  UpdateItemCommandInput,
  UpdateItemCommandOutput,
} from '@aws-sdk/client-dynamodb';
import {
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { clientSettings } from './settings.ts';

/** The calls to DynamoDB that remediation makes for its locks, rates and approvals. */
export interface RemediationTableCalls {
  get(input: GetItemCommandInput): Promise<GetItemCommandOutput>;
  query(input: QueryCommandInput): Promise<QueryCommandOutput>;
  transact(input: TransactWriteItemsCommandInput): Promise<TransactWriteItemsCommandOutput>;
  update(input: UpdateItemCommandInput): Promise<UpdateItemCommandOutput>;
}

export const openRemediationTable = (): RemediationTableCalls => {
  const client = new DynamoDBClient(clientSettings(5_000));
  return {
    get: (input) => client.send(new GetItemCommand(input)),
    query: (input) => client.send(new QueryCommand(input)),
    transact: (input) => client.send(new TransactWriteItemsCommand(input)),
    update: (input) => client.send(new UpdateItemCommand(input)),
  };
};
