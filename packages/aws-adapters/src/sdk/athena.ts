import type {
  GetQueryExecutionCommandInput,
  GetQueryExecutionCommandOutput,
  GetQueryResultsCommandInput,
  GetQueryResultsCommandOutput,
  StartQueryExecutionCommandInput,
  StartQueryExecutionCommandOutput,
  StopQueryExecutionCommandInput,
  StopQueryExecutionCommandOutput,
} from '@aws-sdk/client-athena';
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { clientSettings } from './settings.ts';

export interface AthenaCalls {
  startQueryExecution(input: StartQueryExecutionCommandInput): Promise<StartQueryExecutionCommandOutput>;
  getQueryExecution(input: GetQueryExecutionCommandInput): Promise<GetQueryExecutionCommandOutput>;
  getQueryResults(input: GetQueryResultsCommandInput): Promise<GetQueryResultsCommandOutput>;
  stopQueryExecution(input: StopQueryExecutionCommandInput): Promise<StopQueryExecutionCommandOutput>;
}

export const openAthena = (): AthenaCalls => {
  const client = new AthenaClient(clientSettings(10_000));
  return {
    startQueryExecution: (input) => client.send(new StartQueryExecutionCommand(input)),
    getQueryExecution: (input) => client.send(new GetQueryExecutionCommand(input)),
    getQueryResults: (input) => client.send(new GetQueryResultsCommand(input)),
    stopQueryExecution: (input) => client.send(new StopQueryExecutionCommand(input)),
  };
};
