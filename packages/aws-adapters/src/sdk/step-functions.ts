import type { StartExecutionCommandInput, StartExecutionCommandOutput } from '@aws-sdk/client-sfn';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { clientSettings, hasOwnEndpoint } from './settings.ts';

export interface StepFunctionsCalls {
  startExecution(input: StartExecutionCommandInput): Promise<StartExecutionCommandOutput>;
}

export const openStepFunctions = (): StepFunctionsCalls => {
  const client = new SFNClient({ ...clientSettings(5_000), disableHostPrefix: hasOwnEndpoint('SFN') });
  return { startExecution: (input) => client.send(new StartExecutionCommand(input)) };
};
