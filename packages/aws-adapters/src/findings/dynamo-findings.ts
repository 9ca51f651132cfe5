import { stateSeen, type Finding } from '@bellwether/log-model';
import { PortError, type FindingStore, type StoredFinding } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { dynamoCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { Retention } from '../retention.ts';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import { findingDays } from './finding-days.ts';
import { changedAgain, createFinding, loadFinding, metItem, maxRounds, mergeFinding } from './change-finding.ts';
import { dayOf, findingOf, isStoredAs, itemOf } from './finding-item.ts';

// Loaded late: what ingests looks for nothing and marks nothing, and most batches have no finding.
const queries = () => import('./finding-queries.ts');
const statuses = () => import('./finding-status.ts');
const admissionItems = () => import('./finding-admissions.ts');

/** What is stored once the finding was raised again; the same object when nothing changes. */
const widened = (known: StoredFinding, raised: Finding): StoredFinding => {
  const { status } = known;
  const { firstSeenMs, lastSeenMs, count } = known.finding;
  const finding = {
    ...known.finding,
    firstSeenMs: Math.min(firstSeenMs, raised.firstSeenMs),
    lastSeenMs: Math.max(lastSeenMs, raised.lastSeenMs),
    count: Math.max(count, raised.count),
  };
  // A state follows from when a finding was last seen, so it changes with that alone.
  if (finding.firstSeenMs === firstSeenMs && finding.lastSeenMs === lastSeenMs && finding.count === count) return known;
  if (status === undefined) return { ...known, finding };
  return {
    ...known,
    finding,
    status: { ...status, state: stateSeen(status.state, status.sinceMs, finding.lastSeenMs) },
  };
};

/**
 * Findings in a table with the key `id` (text), the TTL attribute `ttl` and the indexes of `findingIndexes`. Needs `dynamodb:GetItem`, `PutItem` and `UpdateItem` on the table and `Query` on the indexes.
 * Findings live for `retentionDays` after they were last raised or widened.
 *
 * `list` and `find` read indexes that follow the table within about a second, on the days that have findings.
 */
export const dynamoFindings = (
  table: string,
  retention: Retention,
  calls: Calls<DynamoCalls> = dynamoCalls,
): FindingStore => {
  const days = findingDays(table);
  const places = { table, days, retention };

  return {
    raise: (finding) =>
      portCall('findings', 'raise', async () => {
        // Read back before it is written: what could not be read later is refused now.
        const { stored: fresh } = findingOf(itemOf(finding, 0));
        const dynamo = await calls();
        await days.note(dynamo, dayOf(finding.lastSeenMs));
        for (let round = 0; round < maxRounds; round += 1) {
          const met = await createFinding(dynamo, places, finding);
          if (met === undefined) return fresh;
          const { stored } = findingOf(met);
          if (!isStoredAs(stored.finding, finding))
            throw new PortError('findings', 'raise', false, { cause: new Error('Another finding has this id.') });
          const next = widened(stored, finding);
          if (next === stored) return stored;
          if (await mergeFinding(dynamo, places, stored, next)) return next;
        }
        throw changedAgain('raise');
      }),
    markNotified: (findingId, notifiedAtMs) =>
      portCall('findings', 'markNotified', async () => {
        try {
          await (
            await calls()
          ).update({
            TableName: table,
            Key: { id: { S: findingId } },
            UpdateExpression: 'SET notifiedAtMs = :told',
            ConditionExpression: 'attribute_exists(id) AND attribute_not_exists(notifiedAtMs)',
            ExpressionAttributeValues: { ':told': { N: String(notifiedAtMs) } },
          });
        } catch (error) {
          // Told already, or no such finding: nothing to change.
          metItem(error);
        }
      }),
    setStatus: (findingId, status) =>
      portCall('findings', 'setStatus', async () => {
        await (await statuses()).setFindingStatus(await calls(), places, findingId, status);
      }),
    displace: (findingId) =>
      portCall('findings', 'displace', async () =>
        (await admissionItems()).displaceFinding(await calls(), places, findingId),
      ),
    loadAdmissions: (scope, windowStartMs) =>
      portCall('findings', 'loadAdmissions', async () =>
        (await admissionItems()).loadAdmissions(await calls(), places, scope, windowStartMs),
      ),
    saveAdmissions: (scope, windowStartMs, admissions) =>
      portCall('findings', 'saveAdmissions', async () =>
        (await admissionItems()).saveAdmissions(await calls(), places, scope, windowStartMs, admissions),
      ),
    get: (findingId) => portCall('findings', 'get', async () => loadFinding(await calls(), places, findingId)),
    list: (fromMs, toMs, limit) =>
      portCall('findings', 'list', async () =>
        (await queries()).listFindings(await calls(), places, { fromMs, toMs }, limit),
      ),
    find: (query) =>
      portCall('findings', 'find', async () => (await queries()).findFindings(await calls(), places, query)),
  };
};
