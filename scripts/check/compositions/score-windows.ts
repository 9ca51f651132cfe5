import { countWindowMs } from '@bellwether/log-model';
import { sampleTimeMs } from '@bellwether/testkit';
import { packField } from '../../../packages/aws-adapters/src/counts/field-names.ts';
import { positionOf } from '../../../packages/aws-adapters/src/counts/item-windows.ts';
import { itemSortKey, registryKeyOf, scopeKey } from '../../../packages/aws-adapters/src/counts/row-keys.ts';
import type { Composition } from './composition.ts';
import { findingEffects, findingEnvironment } from './ingest.ts';
import { retentions } from './looks.ts';

const scope = '111122223333:/app/web';
const windows = 30;
const firstMs = sampleTimeMs - (sampleTimeMs % (3 * countWindowMs));
const ttl = { N: '3999999999' };

/** Windows of ten events, and a last one of two hundred errors. */
const items = Array.from({ length: windows }, (_, n) => {
  const { itemStartMs, index } = positionOf(scope, firstMs + n * countWindowMs);
  const errors = n === windows - 1 ? 200 : 0;
  const count = (field: string, value: number) => ({ [`${index}${packField(field)}`]: { N: String(value) } });
  return {
    pk: { S: scopeKey(scope) },
    // One item per window: those of a row's shards stand side by side, too.
    sk: { S: itemSortKey(itemStartMs, `shard-${n}`) },
    ttl,
    ...count('events', 10 + errors),
    ...(errors > 0 ? count('severity:ERROR', errors) : {}),
  };
});

const found: Readonly<Record<string, readonly unknown[]>> = {
  [scopeKey(scope)]: items,
  [registryKeyOf(scope)]: [{ pk: { S: registryKeyOf(scope) }, sk: { S: 'day' }, scope: { S: scope }, ttl }],
};

export const scoreWindows: Composition = {
  environment: findingEnvironment,
  // Two minutes after the last window has ended.
  events: [{ time: new Date(firstMs + windows * countWindowMs + 120_000).toISOString() }],
  arrangement: { items: (partition) => found[partition] ?? [] },
  effects: {
    ...findingEffects,
    STATE_RETENTION_DAYS: { changed: '30', look: retentions, before: ['findings-one 90'], after: ['findings-one 30'] },
  },
};
