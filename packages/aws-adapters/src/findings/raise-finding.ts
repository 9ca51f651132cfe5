import { joinSighting, stateSeen, type Finding } from '@bellwether/log-model';
import { PortError, type StoredFinding } from '@bellwether/ports';
import type { DynamoCalls } from '../sdk/dynamo.ts';
import {
  changedAgain,
  createFinding,
  type FindingStore,
  loadFinding,
  maxRounds,
  mergeFinding,
  metItem,
} from './change-finding.ts';
import type { FindingDays } from './finding-days.ts';
import { dayOf, findingOf, isStoredAs, itemOf } from './finding-item.ts';

export { loadFinding };

/** What is stored once the finding was raised again; the same object when nothing changes. */
const merged = (known: StoredFinding, raised: Finding): StoredFinding => {
  const { status } = known;
  const finding = joinSighting(known.finding, raised);
  // A state follows from when a finding was last seen, so it changes with that alone.
  if (finding === known.finding) return known;
  if (status === undefined) return { ...known, finding };
  return {
    ...known,
    finding,
    status: { ...status, state: stateSeen(status.state, status.sinceMs, finding.lastSeenMs) },
  };
};

/**
 * Stores a finding, or merges it into the one that has its id.
 *
 * @returns what is stored now
 * @throws PortError when another finding has this id, or others change it again and again
 */
export const raiseFinding = async (
  dynamo: DynamoCalls,
  kept: FindingStore & { readonly days: FindingDays },
  finding: Finding,
): Promise<StoredFinding> => {
  // Read back before it is written: what could not be read later is refused now.
  const { stored: fresh } = findingOf(itemOf(finding, 0));
  await kept.days.note(dynamo, dayOf(finding.lastSeenMs));
  for (let round = 0; round < maxRounds; round += 1) {
    const met = await createFinding(dynamo, kept, finding);
    if (met === undefined) return fresh;
    const { stored } = findingOf(met);
    if (!isStoredAs(stored.finding, finding))
      throw new PortError('findings', 'raise', false, { cause: new Error('Another finding has this id.') });
    const next = merged(stored, finding);
    if (next === stored) return stored;
    if (await mergeFinding(dynamo, kept, { stored, json: met['finding']?.S ?? '' }, next)) return next;
  }
  throw changedAgain('raise');
};

/** Notes when people were notified of a finding; the first note stays. */
export const markNotified = async (
  dynamo: DynamoCalls,
  { table }: FindingStore,
  findingId: string,
  notifiedAtMs: number,
): Promise<void> => {
  try {
    await dynamo.update({
      TableName: table,
      Key: { id: { S: findingId } },
      UpdateExpression: 'SET notifiedAtMs = :notifiedAt',
      ConditionExpression: 'attribute_exists(id) AND attribute_not_exists(notifiedAtMs)',
      ExpressionAttributeValues: { ':notifiedAt': { N: String(notifiedAtMs) } },
    });
  } catch (error) {
    // It was noted already, or there is no such finding: nothing to change.
    metItem(error);
  }
};
