import type { PutRecordsCommandInput, PutRecordsCommandOutput } from '@aws-sdk/client-kinesis';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { clientSettings } from './settings.ts';

export interface KinesisCalls {
  putRecords(input: PutRecordsCommandInput): Promise<PutRecordsCommandOutput>;
}

export const openKinesis = (): KinesisCalls => {
  const client = new KinesisClient(clientSettings(15_000));
  return { putRecords: (input) => client.send(new PutRecordsCommand(input)) };
};
