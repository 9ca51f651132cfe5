import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { describeRefusal, sortChanges, type Template } from '@bellwether/log-model';
import { PortError } from '@bellwether/ports';
import type { TemplateStore } from '@bellwether/ports';
import * as z from 'zod/mini';
import type { Calls } from '../clients.ts';
import { dynamoCalls } from '../clients.ts';
import { inParallel } from '../in-parallel.ts';
import { errorName, portCall } from '../port-call.ts';
import { queryAll } from '../query-all.ts';
import { schemaVersion } from '../schema-version.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';

/** Puts at a time. One a template, because only a put of its own can be refused: a batch write knows no condition. */
const maxPutsAtOnce = 16;

/** Characters of a template's text that are stored: at three bytes each, well below DynamoDB's 400 KB. */
const maxText = 100_000;

/** Begins the partition key of a template; the scope follows. */
const keyPrefix = `${schemaVersion}#`;

const numberText = z.string().check(z.regex(/^-?\d{1,18}$/));

const itemSchema = z.object({
  scope: z.object({ S: z.string() }),
  id: z.object({ S: z.string() }),
  text: z.object({ S: z.string() }),
  birthText: z.object({ S: z.string() }),
  count: z.object({ N: numberText }),
  firstSeenMs: z.object({ N: numberText }),
  mergedInto: z.optional(z.object({ S: z.string() })),
});

const itemOf = (template: Template): Record<string, AttributeValue> => ({
  scope: { S: `${keyPrefix}${template.scope}` },
  id: { S: template.id },
  text: { S: template.text.slice(0, maxText) },
  birthText: { S: template.birthText },
  count: { N: String(template.count) },
  firstSeenMs: { N: String(template.firstSeenMs) },
  ...(template.mergedInto === undefined ? {} : { mergedInto: { S: template.mergedInto } }),
});

const templateOf = (item: Readonly<Record<string, AttributeValue>>): Template => {
  const { scope, id, text, birthText, count, firstSeenMs, mergedInto } = z.parse(itemSchema, item);
  return {
    scope: scope.S.slice(keyPrefix.length),
    id: id.S,
    text: text.S,
    birthText: birthText.S,
    count: Number(count.N),
    firstSeenMs: Number(firstSeenMs.N),
    ...(mergedInto === undefined ? {} : { mergedInto: mergedInto.S }),
  };
};

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
        ExpressionAttributeValues: { ':scope': { S: `${keyPrefix}${scope}` } },
      };
      for await (const item of queryAll(await calls(), query)) templates.push(templateOf(item));
      return templates.sort((left, right) => left.firstSeenMs - right.firstSeenMs || (left.id < right.id ? -1 : 1));
    }),
});

/** Templates in a table with the keys `scope` and `id` (text). Needs `dynamodb:PutItem` and `Query` on it. */
export const dynamoTemplates = (table: string, calls: Calls<DynamoCalls> = dynamoCalls): TemplateStore => ({
  ...dynamoTemplateReader(table, calls),
  save: (changes) =>
    portCall('templates', 'save', async () => {
      const { latest, refused } = sortChanges(changes);
      const foreign = [...refused];
      if (latest.length > 0) {
        const dynamo = await calls();
        await inParallel(latest, maxPutsAtOnce, async (template) => {
          try {
            await dynamo.put({
              TableName: table,
              Item: itemOf(template),
              ConditionExpression: 'attribute_not_exists(id) OR birthText = :birth',
              ExpressionAttributeValues: { ':birth': { S: template.birthText } },
            });
          } catch (error) {
            if (errorName(error) !== 'ConditionalCheckFailedException') throw error;
            foreign.push(template);
          }
        });
      }
      if (foreign.length > 0)
        throw new PortError('templates', 'save', false, { cause: new Error(describeRefusal(foreign)) });
    }),
});
