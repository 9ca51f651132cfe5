import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  approvalHoldMs,
  PortError,
  type ApprovalStore,
  type Decided,
  type KeptApproval,
  type ShownRequest,
} from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { remediationTableCalls } from '../clients.ts';
import { errorName, portCall } from '../port-call.ts';
import type { RemediationTableCalls } from '../sdk/remediation-table.ts';
import { approvalKey } from './remediation-keys.ts';

type Item = Readonly<Record<string, AttributeValue>>;

const decidedOf = ({ decision, decidedBy, decidedMs }: Item): Decided | undefined =>
  decision?.S === 'approved' || decision?.S === 'denied'
    ? { decision: decision.S, by: decidedBy?.S ?? '', atMs: Number(decidedMs?.N) }
    : undefined;

/** @throws PortError when the item is not one that the machine wrote: nothing counts as allowed */
const requestOf = (findingId: string, item: Item): KeptApproval => {
  const steps: unknown = JSON.parse(item['steps']?.S ?? 'null');
  const text = (name: string): string => item[name]?.S ?? '';
  const expiresMs = Number(item['expiresMs']?.N);
  if (!Array.isArray(steps) || !steps.every((step) => typeof step === 'string') || !(expiresMs > 0) || !text('nonce'))
    throw new PortError('approvals', 'get', false, { cause: new Error('The request cannot be read.') });
  const decided = decidedOf(item);
  return {
    findingId,
    playbookId: text('playbookId'),
    steps,
    digest: text('digest'),
    nonce: text('nonce'),
    token: text('token'),
    expiresMs,
    ...(decided === undefined ? {} : { decided }),
  };
};

/**
 * Requests for approval in the table of counts, where the machine writes them. Needs `dynamodb:GetItem` and, to decide,
 * `dynamodb:UpdateItem` on keys that begin with `remediation#approval#`.
 */
export const dynamoApprovals = (
  table: string,
  calls: Calls<Pick<RemediationTableCalls, 'get' | 'update'>> = remediationTableCalls,
): ApprovalStore => {
  const read = async (findingId: string): Promise<KeptApproval | undefined> => {
    const { Item } = await (await calls()).get({ TableName: table, Key: approvalKey(findingId), ConsistentRead: true });
    return Item && requestOf(findingId, Item);
  };
  const shownOf = async ({ findingId, digest, nonce }: ShownRequest): Promise<KeptApproval | undefined> => {
    const kept = await read(findingId);
    return kept?.digest === digest && kept.nonce === nonce ? kept : undefined;
  };
  return {
    get: (findingId) => portCall('approvals', 'get', () => read(findingId)),
    decide: (shown, { decision, by, atMs }) =>
      portCall('approvals', 'decide', async () => {
        try {
          await (
            await calls()
          ).update({
            TableName: table,
            Key: approvalKey(shown.findingId),
            UpdateExpression: 'SET decision = :decision, decidedBy = :by, decidedMs = :now',
            ConditionExpression:
              'attribute_not_exists(decision) AND digest = :digest AND nonce = :nonce AND expiresMs > :now',
            ExpressionAttributeValues: {
              ':decision': { S: decision },
              ':by': { S: by },
              ':now': { N: String(atMs) },
              ':digest': { S: shown.digest },
              ':nonce': { S: shown.nonce },
            },
          });
          return { kind: 'decided' };
        } catch (error) {
          if (errorName(error) !== 'ConditionalCheckFailedException') throw error;
          const kept = await shownOf(shown);
          if (kept === undefined) return { kind: 'other_plan' };
          return kept.decided ? { kind: 'decided_before', before: kept.decided } : { kind: 'expired' };
        }
      }),
    refusalOf: (shown, nowMs) =>
      portCall('approvals', 'refusalOf', async () => {
        const kept = await shownOf(shown);
        if (kept?.decided === undefined) return kept === undefined ? 'not_asked' : 'undecided';
        if (kept.decided.decision === 'denied') return 'denied';
        // A time that is not a number counts as past.
        return nowMs < kept.decided.atMs + approvalHoldMs ? undefined : 'expired';
      }),
  };
};
