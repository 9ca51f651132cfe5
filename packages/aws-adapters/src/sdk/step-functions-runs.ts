import type {
  DescribeExecutionCommandInput,
  DescribeExecutionCommandOutput,
  ListExecutionsCommandInput,
  ListExecutionsCommandOutput,
} from '@aws-sdk/client-sfn';
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { clientSettings, hasOwnEndpoint } from './settings.ts';

/** Apart from the call that starts executions: whoever starts them is not given the permission to read them. */
export interface StepFunctionsRunsCalls {
  listExecutions(input: ListExecutionsCommandInput): Promise<ListExecutionsCommandOutput>;
  describeExecution(input: DescribeExecutionCommandInput): Promise<DescribeExecutionCommandOutput>;
}

export const openStepFunctionsRuns = (): StepFunctionsRunsCalls => {
  const client = new SFNClient({ ...clientSettings(5_000), disableHostPrefix: hasOwnEndpoint('SFN') });
  return {
    listExecutions: (input) => client.send(new ListExecutionsCommand(input)),
    describeExecution: (input) => client.send(new DescribeExecutionCommand(input)),
  };
};
