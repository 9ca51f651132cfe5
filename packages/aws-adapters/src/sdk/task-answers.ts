import type {
  SendTaskFailureCommandInput,
  SendTaskFailureCommandOutput,
  SendTaskSuccessCommandInput,
  SendTaskSuccessCommandOutput,
} from '@aws-sdk/client-sfn';
import { SendTaskFailureCommand, SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { clientSettings, hasOwnEndpoint } from './settings.ts';

/** Apart from the other calls to Step Functions: no function of the deployment may answer a task. */
export interface TaskAnswerCalls {
  succeed(input: SendTaskSuccessCommandInput): Promise<SendTaskSuccessCommandOutput>;
  fail(input: SendTaskFailureCommandInput): Promise<SendTaskFailureCommandOutput>;
}

export const openTaskAnswers = (): TaskAnswerCalls => {
  const client = new SFNClient({ ...clientSettings(5_000), disableHostPrefix: hasOwnEndpoint('SFN') });
  return {
    succeed: (input) => client.send(new SendTaskSuccessCommand(input)),
    fail: (input) => client.send(new SendTaskFailureCommand(input)),
  };
};
