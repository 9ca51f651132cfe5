import type { CountStore } from '@bellwether/ports';
import { once } from '../clients.ts';
import type { dynamoCounts as openCounts } from './dynamo-counts.ts';

/** The counts in a table, whose code is loaded with the first batch: a function is ready to be called before. */
export const dynamoCounts = (...options: Parameters<typeof openCounts>): CountStore => {
  const counts = once(async () => (await import('./dynamo-counts.ts')).dynamoCounts(...options));
  return {
    add: async (shard, contributions) => (await counts()).add(shard, contributions),
    row: async (scope, windowStartMs) => (await counts()).row(scope, windowStartMs),
    rows: async (scope, fromMs, toMs) => (await counts()).rows(scope, fromMs, toMs),
    scopes: async (fromMs, toMs) => (await counts()).scopes(fromMs, toMs),
  };
};
