import type { PutEventsCommandInput, PutEventsCommandOutput } from '@aws-sdk/client-eventbridge';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { clientSettings } from './settings.ts';

export interface EventBridgeCalls {
  put(input: PutEventsCommandInput): Promise<PutEventsCommandOutput>;
}

export const openEventBridge = (): EventBridgeCalls => {
  const client = new EventBridgeClient(clientSettings(5_000));
  return { put: (input) => client.send(new PutEventsCommand(input)) };
};
