import type {
  GetLatestConfigurationCommandInput,
  GetLatestConfigurationResponse,
  StartConfigurationSessionCommandInput,
  StartConfigurationSessionResponse,
} from '@aws-sdk/client-appconfigdata';
import {
  AppConfigDataClient,
  GetLatestConfigurationCommand,
  StartConfigurationSessionCommand,
} from '@aws-sdk/client-appconfigdata';
import { clientSettings } from './settings.ts';

export interface AppConfigCalls {
  startSession(input: StartConfigurationSessionCommandInput): Promise<StartConfigurationSessionResponse>;
  latest(input: GetLatestConfigurationCommandInput): Promise<GetLatestConfigurationResponse>;
}

export const openAppConfig = (): AppConfigCalls => {
  // A run waits for this at its start, and can go on without it: two short attempts.
  const client = new AppConfigDataClient(clientSettings(2_000, 2));
  return {
    startSession: (input) => client.send(new StartConfigurationSessionCommand(input)),
    latest: (input) => client.send(new GetLatestConfigurationCommand(input)),
  };
};
