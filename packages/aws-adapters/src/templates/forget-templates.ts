import { forgottenDays, type Template } from '@bellwether/log-model';
import { inParallel } from '@bellwether/ports';
import { errorName } from '../port-call.ts';
import type { Retention } from '../retention.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import { itemOf, maxPutsAtOnce } from './template-item.ts';

/** Puts a template anew, with a shorter life, unless the stored one was counted more often, was seen earlier, or is another's. */
const putForgotten = async (
  dynamo: DynamoCalls,
  table: string,
  keeping: Retention,
  template: Template,
): Promise<void> => {
  try {
    await dynamo.put({
      TableName: table,
      Item: itemOf(template, keeping),
      ConditionExpression: 'birthText = :birth AND firstSeenMs >= :first AND #c <= :count',
      ExpressionAttributeNames: { '#c': 'count' },
      ExpressionAttributeValues: {
        ':birth': { S: template.birthText },
        ':first': { N: String(template.firstSeenMs) },
        ':count': { N: String(template.count) },
      },
    });
  } catch (error) {
    if (errorName(error) !== 'ConditionalCheckFailedException') throw error;
  }
};

/** Lets templates that a process had no room for expire after `forgottenDays`. */
export const forgetTemplates = async (
  dynamo: DynamoCalls,
  table: string,
  keeping: Retention,
  templates: readonly Template[],
): Promise<void> => {
  const briefly = { ...keeping, retentionDays: forgottenDays };
  await inParallel(templates, maxPutsAtOnce, (template) => putForgotten(dynamo, table, briefly, template));
};
