import type { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  boundTemplates,
  describeRefusal,
  joinTemplates,
  maxTemplatesPerScope,
  sortChanges,
  type Template,
} from '@bellwether/log-model';
import { PortError } from '@bellwether/ports';
import type { StoredTemplate, TemplateStore } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { dynamoCalls } from '../clients.ts';
import { inParallel } from '@bellwether/ports';
import { errorName, portCall } from '../port-call.ts';
import { queryAll } from '../query-all.ts';
import { nowSeconds, type Retention } from '../retention.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import { isDueAt, itemOf, keyPrefix, maxPutsAtOnce, readItem, templateOf, type ReadTemplate } from './template-item.ts';

/** How long templates are kept after they were last saved, and how many are loaded. */
export interface TemplateKeeping extends Retention {
  /** Templates of a scope that are loaded; integer, `maxTemplatesPerScope` when absent. */
  readonly maxLoaded?: number;
}

/** `STATE_RETENTION_DAYS` may be less: a template that is not known any more would be news. */
const minRetentionDays = 30;

/** Templates that are read before those that are too many are dropped, over the number that is loaded. */
const readAhead = 4;

/** The templates of the same table, for who only looks at them. Needs `dynamodb:Query` on it. */
export const dynamoTemplateReader = (
  table: string,
  { now = Date.now, maxLoaded = maxTemplatesPerScope }: Omit<TemplateKeeping, 'retentionDays'> = {},
  calls: Calls<Pick<DynamoCalls, 'query'>> = dynamoCalls,
): Pick<TemplateStore, 'load'> => ({
  load: (scope) =>
    portCall('templates', 'load', async () => {
      const seconds = Math.floor(now() / 1_000);
      let templates: ReadTemplate[] = [];
      const query = {
        TableName: table,
        KeyConditionExpression: '#s = :scope',
        ExpressionAttributeNames: { '#s': 'scope' },
        ExpressionAttributeValues: { ':scope': { S: `${keyPrefix}${scope}` } },
      };
      for await (const item of queryAll(await calls(), query)) {
        const template = readItem(item);
        if (template.ttl > seconds) templates.push(template);
        if (templates.length >= readAhead * maxLoaded) templates = [...boundTemplates(templates, maxLoaded)];
      }
      return boundTemplates(templates, maxLoaded)
        .toSorted((left, right) => left.firstSeenMs - right.firstSeenMs || (left.id < right.id ? -1 : 1))
        .map((read): StoredTemplate => ({ ...templateOf(read), ...(isDueAt(read, seconds) ? { isDue: true } : {}) }));
    }),
});

/** Saves that another process may come before, before the caller has to try again. */
const maxRounds = 8;

/** What is stored under the key of a template, as far as an answer or a query knows. */
const storedOf = async (
  dynamo: DynamoCalls,
  table: string,
  template: Template,
  error: unknown,
): Promise<ReadTemplate | undefined> => {
  const { Item } = error as ConditionalCheckFailedException;
  if (Item !== undefined) return readItem(Item);
  const { Items } = await dynamo.query({
    TableName: table,
    KeyConditionExpression: '#s = :scope AND id = :id',
    ExpressionAttributeNames: { '#s': 'scope' },
    ExpressionAttributeValues: { ':scope': { S: `${keyPrefix}${template.scope}` }, ':id': { S: template.id } },
    ConsistentRead: true,
  });
  return Items?.[0] === undefined ? undefined : readItem(Items[0]);
};

/**
 * Puts a template unless the stored one was seen earlier or more often; then joins both, and puts that on the condition that
 * nobody came in between.
 *
 * @returns whether it was put; not when its id is that of another
 * @throws PortError when others came in between every time
 */
const putJoined = async (
  dynamo: DynamoCalls,
  table: string,
  keeping: Retention,
  template: Template,
): Promise<boolean> => {
  let joined = template;
  let condition = 'firstSeenMs >= :first AND #c <= :count';
  let [first, count] = [template.firstSeenMs, template.count];
  for (let round = 0; round < maxRounds; round += 1) {
    try {
      await dynamo.put({
        TableName: table,
        Item: itemOf(joined, keeping),
        ConditionExpression: `attribute_not_exists(id) OR #t <= :now OR (birthText = :birth AND ${condition})`,
        ExpressionAttributeNames: { '#c': 'count', '#t': 'ttl' },
        ExpressionAttributeValues: {
          ':birth': { S: template.birthText },
          ':first': { N: String(first) },
          ':count': { N: String(count) },
          ':now': { N: String(nowSeconds(keeping)) },
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return true;
    } catch (error) {
      if (errorName(error) !== 'ConditionalCheckFailedException') throw error;
      const stored = await storedOf(dynamo, table, template, error);
      // One that has expired meanwhile is none.
      if (stored === undefined || stored.ttl <= nowSeconds(keeping)) continue;
      if (stored.birthText !== template.birthText) return false;
      joined = joinTemplates(templateOf(stored), template);
      condition = 'firstSeenMs = :first AND #c = :count';
      ({ firstSeenMs: first, count } = stored);
    }
  }
  throw new PortError('templates', 'save', true, {
    cause: new Error('Other processes saved the same template each time.'),
  });
};

/**
 * Templates in a table with the keys `scope` and `id` (text). A template expires `retentionDays` after it was last saved, 30 days at
 * the earliest. Needs `dynamodb:PutItem` and `Query` on the table.
 */
export const dynamoTemplates = (
  table: string,
  keeping: TemplateKeeping = { retentionDays: 90 },
  calls: Calls<DynamoCalls> = dynamoCalls,
): TemplateStore => ({
  ...dynamoTemplateReader(table, keeping, calls),
  save: (changes) =>
    portCall('templates', 'save', async () => {
      const { latest, refused } = sortChanges(changes);
      const foreign = [...refused];
      if (latest.length > 0) {
        const dynamo = await calls();
        const kept = { ...keeping, retentionDays: Math.max(minRetentionDays, keeping.retentionDays) };
        await inParallel(latest, maxPutsAtOnce, async (template) => {
          if (!(await putJoined(dynamo, table, kept, template))) foreign.push(template);
        });
      }
      if (foreign.length > 0)
        throw new PortError('templates', 'save', false, { cause: new Error(describeRefusal(foreign)) });
    }),
  forget: (templates) =>
    portCall('templates', 'forget', async () => {
      // Loaded with the first: few log sources have more templates than there is room for.
      const { forgetTemplates } = await import('./forget-templates.ts');
      await forgetTemplates(await calls(), table, keeping, templates);
    }),
});
