import { inParallel, type CountedIdStore, type IdEntry } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { dynamoCalls } from '../clients.ts';
import { errorName, portCall } from '../port-call.ts';
import { queryAll } from '../query-all.ts';
import type { Retention } from '../retention.ts';
import { expirySeconds, nowSeconds } from '../retention.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import { packFingerprints, unpackFingerprints } from './fingerprint-gaps.ts';
import { rememberedPages } from './remembered-pages.ts';
import { countedIdsKey } from './row-keys.ts';

const maxAtOnce = 8;

/** Digits of an entry's number in its sort key. */
const numberDigits = 9;

const sortKey = (number: number): string => String(number).padStart(numberDigits, '0');

/**
 * Counted ids in the table of the counts, one item per entry, for as long as the counts. Needs `dynamodb:PutItem` and `Query` on it.
 *
 * About five bytes per id: the entry of a batch of 1,000 records costs five write units.
 */
export const dynamoCountedIds = (
  table: string,
  retention: Retention,
  calls: Calls<DynamoCalls> = dynamoCalls,
): CountedIdStore => {
  const store: CountedIdStore = {
    read: (asked) =>
      portCall('countedIds', 'read', async () => {
        const dynamo = await calls();
        const pages = await inParallel(asked, maxAtOnce, async ({ page, from }) => {
          const entries: IdEntry[] = [];
          const query = {
            TableName: table,
            ConsistentRead: true,
            KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
            // `~` sorts after all digits.
            ExpressionAttributeValues: {
              ':pk': { S: countedIdsKey(page) },
              ':from': { S: sortKey(from) },
              ':to': { S: '~' },
            },
          };
          for await (const { sk, claims, ttl } of queryAll(dynamo, query)) {
            // DynamoDB deletes some days late. The number stays taken until then, and what was counted under it has expired with it.
            const isKept = Number(ttl?.N) > nowSeconds(retention);
            entries.push({
              page,
              number: Number(sk?.S),
              claims: (isKept ? (claims?.L ?? []) : []).map(({ M }) => ({
                owner: M?.['owner']?.S ?? '',
                fingerprints: unpackFingerprints(M?.['gaps']?.B ?? new Uint8Array()),
              })),
            });
          }
          return entries;
        });
        return pages.flat();
      }),
    append: (entries) =>
      portCall('countedIds', 'append', async () => {
        const dynamo = await calls();
        const ttl = { N: String(expirySeconds(retention)) };
        const refused = await inParallel(entries, maxAtOnce, async ({ page, number, claims }) => {
          try {
            await dynamo.put({
              TableName: table,
              Item: {
                pk: { S: countedIdsKey(page) },
                sk: { S: sortKey(number) },
                ttl,
                claims: {
                  L: claims.map(({ owner, fingerprints }) => ({
                    M: { owner: { S: owner }, gaps: { B: packFingerprints(fingerprints) } },
                  })),
                },
              },
              ConditionExpression: 'attribute_not_exists(pk)',
            });
          } catch (error) {
            if (errorName(error) !== 'ConditionalCheckFailedException') throw error;
            return page;
          }
          return undefined;
        });
        return refused.filter((page) => page !== undefined);
      }),
  };
  return rememberedPages(store);
};
