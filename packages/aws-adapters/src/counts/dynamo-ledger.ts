import { sequenceKey } from '@bellwether/log-model';
import type { BatchLedger } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { dynamoCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { Retention } from '../retention.ts';
import { expirySeconds, nowSeconds } from '../retention.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import { packFingerprints, unpackFingerprints } from './fingerprint-gaps.ts';
import { keyName } from './row-keys.ts';

/** Entries given at most, as the port says. */
const maxEntries = 30;

/** Partition of a shard's entries; scopes have another prefix. */
const ledgerKey = (shard: string): string => `b#${keyName(shard)}`;

/** Sorts by the last sequence, then by the first; a blank sorts before what bounds a query. */
const entryKey = (first: string, last: string): string => `${sequenceKey(last)} ${sequenceKey(first)}`;

const fingerprintsOf = (packed: Uint8Array | undefined): readonly string[] =>
  packed === undefined ? [] : unpackFingerprints(packed);

/**
 * Finished batches in the table of the counts, one item each for two days. Needs `dynamodb:PutItem` and `Query` on it.
 *
 * About five bytes a payload: a batch of 150 payloads costs one write unit, of 10,000 about 45.
 */
export const dynamoLedger = (
  table: string,
  retention: Retention = { retentionDays: 2 },
  calls: Calls<DynamoCalls> = dynamoCalls,
): BatchLedger => ({
  after: (shard, sequence) =>
    portCall('ledger', 'after', async () => {
      const { Items = [] } = await (
        await calls()
      ).query({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': { S: ledgerKey(shard) },
          // After this sequence and before the next; `~` sorts after all digits.
          ':from': { S: sequence === '' ? '0' : `${sequenceKey(sequence)}!` },
          ':to': { S: '~' },
        },
        ScanIndexForward: false,
        Limit: maxEntries,
      });
      // DynamoDB deletes some days late.
      const kept = Items.filter(({ ttl }) => Number(ttl?.N) > nowSeconds(retention));
      return kept
        .map((item) => ({
          firstSequence: item['first']?.S ?? '',
          lastSequence: item['last']?.S ?? '',
          fingerprints: fingerprintsOf(item['gaps']?.B),
          repeats: (item['repeats']?.L ?? []).flatMap(({ S }) => S ?? []),
        }))
        .reverse();
    }),
  note: (shard, { firstSequence, lastSequence, fingerprints, repeats }) =>
    portCall('ledger', 'note', async () => {
      await (
        await calls()
      ).put({
        TableName: table,
        Item: {
          pk: { S: ledgerKey(shard) },
          sk: { S: entryKey(firstSequence, lastSequence) },
          first: { S: firstSequence },
          last: { S: lastSequence },
          ttl: { N: String(expirySeconds(retention)) },
          ...(fingerprints.length === 0 ? {} : { gaps: { B: packFingerprints(fingerprints) } }),
          ...(repeats.length === 0 ? {} : { repeats: { L: repeats.map((sequence) => ({ S: sequence })) } }),
        },
      });
    }),
});
