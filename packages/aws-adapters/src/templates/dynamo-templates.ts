import type { AttributeValue, ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { describeRefusal, joinTemplates, sortChanges, type Template } from '@bellwether/log-model';
import { PortError } from '@bellwether/ports';
import type { TemplateStore } from '@bellwether/ports';
import * as z from 'zod/mini';
import type { Calls } from '../clients.ts';
import { dynamoCalls } from '../clients.ts';
import { inParallel } from '@bellwether/ports';
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

/** Saves that another process may come before, before the caller has to try again. */
const maxRounds = 8;

/** What is stored under the key of a template, as far as an answer or a query knows. */
const storedOf = async (dynamo: DynamoCalls, table: string, template: Template, error: unknown) => {
  const { Item } = error as ConditionalCheckFailedException;
  if (Item !== undefined) return templateOf(Item);
  const { scope, id } = itemOf(template);
  const { Items } = await dynamo.query({
    TableName: table,
    KeyConditionExpression: '#s = :scope AND id = :id',
    ExpressionAttributeNames: { '#s': 'scope' },
    ExpressionAttributeValues: { ':scope': scope!, ':id': id! },
    ConsistentRead: true,
  });
  return Items?.[0] === undefined ? undefined : templateOf(Items[0]);
};

/**
 * Puts a template unless the stored one was seen earlier or more often; then joins both, and puts that on the condition that
 * nobody came in between.
 *
 * @returns whether it was put; not when its id is that of another
 * @throws PortError when others came in between every time
 */
const putJoined = async (dynamo: DynamoCalls, table: string, template: Template): Promise<boolean> => {
  let joined = template;
  let condition = 'firstSeenMs >= :first AND #c <= :count';
  let [first, count] = [template.firstSeenMs, template.count];
  for (let round = 0; round < maxRounds; round += 1) {
    try {
      await dynamo.put({
        TableName: table,
        Item: itemOf(joined),
        ConditionExpression: `attribute_not_exists(id) OR (birthText = :birth AND ${condition})`,
        ExpressionAttributeNames: { '#c': 'count' },
        ExpressionAttributeValues: {
          ':birth': { S: template.birthText },
          ':first': { N: String(first) },
          ':count': { N: String(count) },
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return true;
    } catch (error) {
      if (errorName(error) !== 'ConditionalCheckFailedException') throw error;
      const stored = await storedOf(dynamo, table, template, error);
      if (stored === undefined) continue;
      if (stored.birthText !== template.birthText) return false;
      joined = joinTemplates(stored, template);
      condition = 'firstSeenMs = :first AND #c = :count';
      ({ firstSeenMs: first, count } = stored);
    }
  }
  throw new PortError('templates', 'save', true, {
    cause: new Error('Other processes saved the same template each time.'),
  });
};

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
          if (!(await putJoined(dynamo, table, template))) foreign.push(template);
        });
      }
      if (foreign.length > 0)
        throw new PortError('templates', 'save', false, { cause: new Error(describeRefusal(foreign)) });
    }),
});
