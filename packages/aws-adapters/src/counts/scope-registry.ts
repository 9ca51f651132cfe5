import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { dayMs } from '@bellwether/log-model';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import { queryAll } from '../query-all.ts';
import { keyName, registryKeyOf, registryKeys, timeKey } from './row-keys.ts';

/** Scopes and days that are remembered as registered; beyond it all are forgotten and written once more. */
const maxRemembered = 20_000;

const dayStart = (timeMs: number): number => Math.floor(timeMs / dayMs) * dayMs;

/** Which scopes have counts on which day: one small item each, so that scopes are found without reading the table. */
export interface ScopeRegistry {
  /** Notes the scopes of these rows, those that this process has not noted yet. Before their counts, so that a crash hides none. */
  note(
    dynamo: DynamoCalls,
    rows: readonly { readonly scope: string; readonly windowStartMs: number }[],
    ttlSeconds: number,
  ): Promise<void>;
  /** Scopes noted on a day that `[fromMs, toMs)` touches, without repeats. */
  candidates(dynamo: DynamoCalls, fromMs: number, toMs: number, nowSeconds: number): Promise<readonly string[]>;
}

export const scopeRegistry = (
  table: string,
  inParallel: <Item>(items: readonly Item[], run: (item: Item) => Promise<unknown>) => Promise<unknown>,
): ScopeRegistry => {
  const noted = new Set<string>();
  return {
    note: async (dynamo, rows, ttlSeconds) => {
      const fresh = new Map<string, string>();
      for (const { scope, windowStartMs } of rows) {
        const sk = `${timeKey(dayStart(windowStartMs))}#${keyName(scope)}`;
        if (!scope.startsWith('signal#') && !noted.has(sk)) fresh.set(sk, scope);
      }
      await inParallel([...fresh], async ([sk, scope]) => {
        const Item: Record<string, AttributeValue> = {
          pk: { S: registryKeyOf(scope) },
          sk: { S: sk },
          scope: { S: scope },
          ttl: { N: String(ttlSeconds) },
        };
        await dynamo.put({ TableName: table, Item });
        if (noted.size >= maxRemembered) noted.clear();
        noted.add(sk);
      });
    },
    candidates: async (dynamo, fromMs, toMs, nowSeconds) => {
      const scopes = new Set<string>();
      await inParallel(registryKeys, async (partition) => {
        const query = {
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          FilterExpression: '#t > :now',
          ExpressionAttributeNames: { '#t': 'ttl' },
          ExpressionAttributeValues: {
            ':pk': { S: partition },
            ':from': { S: timeKey(dayStart(fromMs)) },
            // `~` sorts after `#`, with which the scope's name begins.
            ':to': { S: `${timeKey(dayStart(toMs - 1))}~` },
            ':now': { N: String(nowSeconds) },
          },
        };
        for await (const item of queryAll(dynamo, query))
          if (item['scope']?.S !== undefined) scopes.add(item['scope'].S);
      });
      return [...scopes];
    },
  };
};
