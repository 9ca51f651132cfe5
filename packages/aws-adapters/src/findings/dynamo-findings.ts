import type { FindingStore } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { dynamoCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { Retention } from '../retention.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import { findingDays } from './finding-days.ts';

// Loaded late: what ingests looks for nothing and marks nothing, and most batches have no finding.
const raises = () => import('./raise-finding.ts');
const queries = () => import('./finding-queries.ts');
const statuses = () => import('./finding-status.ts');
const admissionItems = () => import('./finding-admissions.ts');

/**
 * Findings in a table with the key `id` (text), the TTL attribute `ttl` and the indexes of `findingIndexes`. Needs `dynamodb:GetItem`, `PutItem` and `UpdateItem` on the table and `Query` on the indexes.
 * Findings live for `retentionDays` after they were last raised.
 *
 * `list` and `find` read indexes that follow the table within about a second, on the days that have findings.
 */
export const dynamoFindings = (
  table: string,
  retention: Retention,
  calls: Calls<DynamoCalls> = dynamoCalls,
): FindingStore => {
  const days = findingDays(table);
  const store = { table, days, retention };

  return {
    raise: (finding) =>
      portCall('findings', 'raise', async () => (await raises()).raiseFinding(await calls(), store, finding)),
    markNotified: (findingId, notifiedAtMs) =>
      portCall('findings', 'markNotified', async () => {
        await (await raises()).markNotified(await calls(), store, findingId, notifiedAtMs);
      }),
    setStatus: (findingId, status) =>
      portCall('findings', 'setStatus', async () => {
        await (await statuses()).setFindingStatus(await calls(), store, findingId, status);
      }),
    displace: (findingId) =>
      portCall('findings', 'displace', async () =>
        (await admissionItems()).displaceFinding(await calls(), store, findingId),
      ),
    loadAdmissions: (scope, windowStartMs) =>
      portCall('findings', 'loadAdmissions', async () =>
        (await admissionItems()).loadAdmissions(await calls(), store, scope, windowStartMs),
      ),
    saveAdmissions: (scope, windowStartMs, admissions) =>
      portCall('findings', 'saveAdmissions', async () =>
        (await admissionItems()).saveAdmissions(await calls(), store, scope, windowStartMs, admissions),
      ),
    get: (findingId) =>
      portCall('findings', 'get', async () => (await raises()).loadFinding(await calls(), store, findingId)),
    list: (fromMs, toMs, limit) =>
      portCall('findings', 'list', async () =>
        (await queries()).listFindings(await calls(), store, { fromMs, toMs }, limit),
      ),
    find: (query) =>
      portCall('findings', 'find', async () => (await queries()).findFindings(await calls(), store, query)),
  };
};
