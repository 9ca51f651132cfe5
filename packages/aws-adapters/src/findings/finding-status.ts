import { stateSeen } from '@bellwether/log-model';
import type { FindingStatus, StoredFinding } from '@bellwether/ports';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import { changedAgain, loadFinding, metItem, maxRounds, type FindingStore } from './change-finding.ts';
import { stateDayUpdate } from './finding-item.ts';

/** Changes the status, if the finding still stands as it was read. Gives back false when another writer was faster. */
const changeStatus = async (
  dynamo: DynamoCalls,
  { table }: FindingStore,
  { finding }: StoredFinding,
  { state: given, sinceMs }: FindingStatus,
) => {
  const state = stateSeen(given, sinceMs, finding.lastSeenMs);
  const stateDay = stateDayUpdate(finding, state);
  try {
    await dynamo.update({
      TableName: table,
      Key: { id: { S: finding.id } },
      UpdateExpression: `SET #s = :state, stateSinceMs = :since${stateDay.set}${stateDay.remove}`,
      ConditionExpression: 'lastSeenMs = :last AND (attribute_not_exists(stateSinceMs) OR stateSinceMs < :since)',
      ExpressionAttributeNames: { '#s': 'state' },
      ExpressionAttributeValues: {
        ':state': { S: state },
        ':since': { N: String(sinceMs) },
        ...stateDay.values,
        ':last': { N: String(finding.lastSeenMs) },
      },
    });
    return true;
  } catch (error) {
    metItem(error);
    return false;
  }
};

/** Sets the status where it is newer than the one that stands. */
export const setFindingStatus = async (
  dynamo: DynamoCalls,
  store: FindingStore,
  findingId: string,
  status: FindingStatus,
): Promise<void> => {
  for (let round = 0; round < maxRounds; round += 1) {
    const stored = await loadFinding(dynamo, store, findingId);
    if (stored === undefined || (stored.status !== undefined && stored.status.sinceMs >= status.sinceMs)) return;
    if (await changeStatus(dynamo, store, stored, status)) return;
  }
  throw changedAgain('setStatus');
};
