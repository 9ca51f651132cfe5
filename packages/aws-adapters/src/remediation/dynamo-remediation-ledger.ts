import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import {
  experienceMs,
  PortError,
  reservationHoldMs,
  type RemediationLedger,
  type Reservation,
  type ReservationBound,
  type ReservationLimits,
} from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { remediationTableCalls } from '../clients.ts';
import { errorName, portCall } from '../port-call.ts';
import type { RemediationTableCalls } from '../sdk/remediation-table.ts';
import { experienceKey, hourKey, lockKey, runKey } from './remediation-keys.ts';

/** Attempts of one reservation while others write the same items. */
const maxAttempts = 5;

/** Milliseconds before the second attempt; each further wait is twice as long at most, drawn anew. */
const firstWaitMs = 40;

/** Seconds that items live beyond what they are about: DynamoDB deletes by the clock of its own. */
const graceSeconds = 86_400;

const ttlOf = (untilMs: number) => ({ N: String(Math.ceil(untilMs / 1_000) + graceSeconds) });

type Write = NonNullable<TransactWriteItem['Update']>;

const holding = (TableName: string, Key: Write['Key'], findingId: string, nowMs: number): Write => ({
  TableName,
  Key,
  UpdateExpression: 'SET finding = :finding, untilMs = :until, #ttl = :ttl',
  ConditionExpression: 'attribute_not_exists(pk) OR finding = :finding OR untilMs <= :now',
  ExpressionAttributeNames: { '#ttl': 'ttl' },
  ExpressionAttributeValues: {
    ':finding': { S: findingId },
    ':until': { N: String(nowMs + reservationHoldMs) },
    ':now': { N: String(nowMs) },
    ':ttl': ttlOf(nowMs + reservationHoldMs),
  },
});

const counting = (TableName: string, Key: Write['Key'], findingId: string, most: number, nowMs: number): Write => ({
  TableName,
  Key,
  UpdateExpression: 'ADD findings :findings SET #ttl = :ttl',
  ConditionExpression: 'attribute_not_exists(findings) OR size(findings) < :most OR contains(findings, :finding)',
  ExpressionAttributeNames: { '#ttl': 'ttl' },
  ExpressionAttributeValues: {
    ':findings': { SS: [findingId] },
    ':finding': { S: findingId },
    ':most': { N: String(most) },
    ':ttl': ttlOf(nowMs),
  },
});

/** Codes of the parts of a transaction that was cancelled. */
const reasonsOf = (error: unknown): readonly string[] => {
  const reasons = (error as { readonly CancellationReasons?: readonly { readonly Code?: string }[] })
    .CancellationReasons;
  return (reasons ?? []).map(({ Code = 'None' }) => Code);
};

/** The bound whose condition failed; undefined when the transaction was cancelled for another reason. */
const boundOf = (reasons: readonly string[], isKnown: boolean, perHour: number): ReservationBound | undefined => {
  const bounds = [
    'resource',
    'running',
    isKnown || perHour <= 1 ? 'playbook_hour' : 'first_run',
    'account_hour',
  ] as const;
  return bounds.find((_, index) => reasons[index] === 'ConditionalCheckFailed');
};

/**
 * Locks and rates in the table of counts, one transaction a reservation. Needs `dynamodb:GetItem` and `dynamodb:UpdateItem` on keys that begin
 * with `remediation#`.
 */
export const dynamoRemediationLedger = (
  table: string,
  calls: Calls<RemediationTableCalls> = remediationTableCalls,
  wait: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): RemediationLedger => {
  const isKnownAt = async (reservation: Reservation, nowMs: number): Promise<boolean> => {
    const key = { TableName: table, Key: experienceKey(reservation), ConsistentRead: true };
    return Number((await (await calls()).get(key)).Item?.['untilMs']?.N ?? 0) > nowMs;
  };
  const writesOf = (
    { findingId, playbookId, account, ...rest }: Reservation,
    most: number,
    { perAccountHour }: ReservationLimits,
    nowMs: number,
  ): readonly Write[] => {
    const reservation = { findingId, playbookId, account, ...rest };
    return [
      holding(table, lockKey(reservation), findingId, nowMs),
      holding(table, runKey(reservation), findingId, nowMs),
      counting(table, hourKey(account, playbookId, nowMs), findingId, most, nowMs),
      counting(table, hourKey(account, '*', nowMs), findingId, perAccountHour, nowMs),
    ];
  };
  const letGo = async (Key: Write['Key'], findingId: string, nowMs: number): Promise<void> => {
    try {
      await (
        await calls()
      ).update({
        TableName: table,
        Key,
        UpdateExpression: 'SET untilMs = :now',
        ConditionExpression: 'finding = :finding',
        ExpressionAttributeValues: { ':finding': { S: findingId }, ':now': { N: String(nowMs) } },
      });
    } catch (error) {
      // Another finding has it by now, or nobody had it.
      if (errorName(error) !== 'ConditionalCheckFailedException') throw error;
    }
  };
  return {
    reserve: (reservation, limits, nowMs) =>
      portCall('remediationLedger', 'reserve', async () => {
        const isKnown = await isKnownAt(reservation, nowMs);
        const most = isKnown ? limits.perPlaybookHour : Math.min(1, limits.perPlaybookHour);
        const writes = writesOf(reservation, most, limits, nowMs);
        for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
          try {
            await (await calls()).transact({ TransactItems: writes.map((Update) => ({ Update })) });
            return { kind: 'reserved' };
          } catch (error) {
            if (errorName(error) !== 'TransactionCanceledException') throw error;
            const bound = boundOf(reasonsOf(error), isKnown, limits.perPlaybookHour);
            if (bound !== undefined) return { kind: 'refused', bound };
            if (!reasonsOf(error).includes('TransactionConflict')) throw error;
            await wait(Math.random() * firstWaitMs * 2 ** (attempt - 1));
          }
        }
        throw new PortError('remediationLedger', 'reserve', true, {
          cause: new Error('Other reservations wrote the same items each time.'),
        });
      }),
    release: (reservation, outcome, nowMs) =>
      portCall('remediationLedger', 'release', async () => {
        if (outcome === 'verified')
          await (
            await calls()
          ).update({
            TableName: table,
            Key: experienceKey(reservation),
            UpdateExpression: 'SET untilMs = :until, #ttl = :ttl',
            ExpressionAttributeNames: { '#ttl': 'ttl' },
            ExpressionAttributeValues: {
              ':until': { N: String(nowMs + experienceMs) },
              ':ttl': ttlOf(nowMs + experienceMs),
            },
          });
        for (const key of [lockKey(reservation), runKey(reservation)]) await letGo(key, reservation.findingId, nowMs);
      }),
  };
};
