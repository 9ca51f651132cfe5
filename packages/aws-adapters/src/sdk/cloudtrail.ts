import {
  CloudTrailClient,
  GetTrailStatusCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import type { GetTrailStatusCommandOutput } from '@aws-sdk/client-cloudtrail';
import { clientSettings } from './settings.ts';

export interface CloudTrailCalls {
  status(trailName: string): Promise<GetTrailStatusCommandOutput>;
  start(trailName: string): Promise<unknown>;
  stop(trailName: string): Promise<unknown>;
}

export const openCloudTrail = (): CloudTrailCalls => {
  const client = new CloudTrailClient(clientSettings(10_000));
  return {
    status: (trailName) => client.send(new GetTrailStatusCommand({ Name: trailName })),
    start: (trailName) => client.send(new StartLoggingCommand({ Name: trailName })),
    stop: (trailName) => client.send(new StopLoggingCommand({ Name: trailName })),
  };
};
