import type { PutRecordsRequestEntry } from '@aws-sdk/client-kinesis';
import { PortError, type StreamWriter } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { kinesisCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { KinesisCalls } from '../sdk/kinesis.ts';

/** Bounds of one call: records, and bytes with their keys, half of what Kinesis takes. */
const maxRecords = 500;
const maxBytes = 5 * 1024 * 1024;

/** Times that records which a call left out are put again; a shard takes 1 MB a second. */
const maxRounds = 10;

const pause = (round: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(5_000, 100 * 2 ** round)));

/** Records in calls that Kinesis takes. */
const cut = (records: readonly PutRecordsRequestEntry[]): readonly PutRecordsRequestEntry[][] => {
  const calls: PutRecordsRequestEntry[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const record of records) {
    const size = (record.Data?.length ?? 0) + (record.PartitionKey?.length ?? 0);
    const last = calls.at(-1);
    if (last === undefined || last.length >= maxRecords || bytes + size > maxBytes) {
      calls.push([record]);
      bytes = size;
    } else {
      last.push(record);
      bytes += size;
    }
  }
  return calls;
};

/** A Kinesis stream. Needs `kinesis:PutRecords` on it. What a call leaves out is put again, with a pause that grows. */
export const kinesisWriter = (streamName: string, calls: Calls<KinesisCalls> = kinesisCalls): StreamWriter => ({
  put: (records) =>
    portCall('stream', 'put', async () => {
      const kinesis = await calls();
      for (const entries of cut(
        records.map(({ partitionKey, data }) => ({ PartitionKey: partitionKey, Data: data })),
      )) {
        let left = entries;
        for (let round = 0; left.length > 0; round += 1) {
          if (round === maxRounds)
            throw new PortError('stream', 'put', true, {
              cause: new Error('Kinesis left records out again and again.'),
            });
          if (round > 0) await pause(round);
          const { Records = [] } = await kinesis.putRecords({ StreamName: streamName, Records: left });
          left = left.filter((_, index) => Records[index]?.SequenceNumber === undefined);
        }
      }
    }),
});
