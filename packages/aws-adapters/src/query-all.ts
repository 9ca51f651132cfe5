import type { AttributeValue, QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { DynamoCalls } from './sdk/dynamo.ts';

/** Every item of a query, page after page: a page contains at most 1 MB, and an empty page need not be the last. */
export async function* queryAll(
  dynamo: Pick<DynamoCalls, 'query'>,
  query: QueryCommandInput,
): AsyncGenerator<Readonly<Record<string, AttributeValue>>> {
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await dynamo.query({ ...query, ...(start === undefined ? {} : { ExclusiveStartKey: start }) });
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}
