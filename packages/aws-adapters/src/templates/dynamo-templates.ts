import type { AttributeValue, WriteRequest } from '@aws-sdk/client-dynamodb';
import type { Template } from '@bellwether/log-model';
import { PortError } from '@bellwether/ports';
import type { TemplateStore } from '@bellwether/ports';
import * as z from 'zod/mini';
import type { Calls } from '../clients.ts';
import { dynamoCalls } from '../clients.ts';
import { inParallel } from '../in-parallel.ts';
import { portCall } from '../port-call.ts';
import { queryAll } from '../query-all.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';

/** Puts in one call, as DynamoDB bounds it. */
const batchSize = 25;
const mostBatchesAtOnce = 4;

/** Times that what a batch left over is given again; the waits add up to at most about six seconds. */
const mostRounds = 8;
const longestWaitMs = 1_500;

/** Characters of a template's text that are stored: at three bytes each, well below DynamoDB's 400 KB. */
const mostText = 100_000;

const numberText = z.string().check(z.regex(/^-?\d{1,18}$/));

const itemSchema = z.object({
  scope: z.object({ S: z.string() }),
  id: z.object({ S: z.string() }),
  text: z.object({ S: z.string() }),
  count: z.object({ N: numberText }),
  firstSeenMs: z.object({ N: numberText }),
  mergedInto: z.optional(z.object({ S: z.string() })),
});

const itemOf = (template: Template): Record<string, AttributeValue> => ({
  scope: { S: template.scope },
  id: { S: template.id },
  text: { S: template.text.slice(0, mostText) },
  count: { N: String(template.count) },
  firstSeenMs: { N: String(template.firstSeenMs) },
  ...(template.mergedInto === undefined ? {} : { mergedInto: { S: template.mergedInto } }),
});

const templateOf = (item: Readonly<Record<string, AttributeValue>>): Template => {
  const { scope, id, text, count, firstSeenMs, mergedInto } = z.parse(itemSchema, item);
  return {
    scope: scope.S,
    id: id.S,
    text: text.S,
    count: Number(count.N),
    firstSeenMs: Number(firstSeenMs.N),
    ...(mergedInto === undefined ? {} : { mergedInto: mergedInto.S }),
  };
};

/** Full jitter under a doubling bound. @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
const pause = (round: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(longestWaitMs, 50 * 2 ** round)));

/** The templates of the same table, for who only looks at them. Needs `dynamodb:Query` on it. */
export const dynamoTemplateReader = (
  table: string,
  calls: Calls<Pick<DynamoCalls, 'query'>> = dynamoCalls,
): Pick<TemplateStore, 'load'> => ({
  load: (scope) =>
    portCall('templates', 'load', async () => {
      const templates: Template[] = [];
      const query = {
        TableName: table,
        KeyConditionExpression: '#s = :scope',
        ExpressionAttributeNames: { '#s': 'scope' },
        ExpressionAttributeValues: { ':scope': { S: scope } },
      };
      for await (const item of queryAll(await calls(), query)) templates.push(templateOf(item));
      return templates.sort((left, right) => left.firstSeenMs - right.firstSeenMs || (left.id < right.id ? -1 : 1));
    }),
});

/** Templates in a table with the keys `scope` and `id` (text). Needs `dynamodb:BatchWriteItem` and `Query` on it. */
export const dynamoTemplates = (table: string, calls: Calls<DynamoCalls> = dynamoCalls): TemplateStore => {
  const writeBatch = async (dynamo: DynamoCalls, requests: WriteRequest[]): Promise<void> => {
    let left = requests;
    for (let round = 0; round < mostRounds; round += 1) {
      if (round > 0) await pause(round);
      const { UnprocessedItems } = await dynamo.batchWrite({ RequestItems: { [table]: left } });
      left = UnprocessedItems?.[table] ?? [];
      if (left.length === 0) return;
    }
    throw new PortError('templates', 'save', true, {
      cause: new Error('DynamoDB left items unprocessed again and again.'),
    });
  };

  return {
    ...dynamoTemplateReader(table, calls),
    save: (changes) =>
      portCall('templates', 'save', async () => {
        // One key twice in a call is refused by DynamoDB; the later of the two is what should be stored.
        const latest = new Map(changes.map((template) => [JSON.stringify([template.scope, template.id]), template]));
        const requests = Array.from(latest.values(), (template) => ({ PutRequest: { Item: itemOf(template) } }));
        const batches: WriteRequest[][] = [];
        for (let start = 0; start < requests.length; start += batchSize)
          batches.push(requests.slice(start, start + batchSize));
        if (batches.length === 0) return;
        const dynamo = await calls();
        await inParallel(batches, mostBatchesAtOnce, (batch) => writeBatch(dynamo, batch));
      }),
  };
};
