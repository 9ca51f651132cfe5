import type { Notification } from '@bellwether/ports';
import type { Outbox, PendingDelivery } from '../group/group.ts';

/** Messages on their way of one group. While there are as many, nothing new is said: what is to be said waits in the group. */
export const maxMessages = 10;

/** How long what was claimed is left to who claimed it, in milliseconds; longer than an invocation may last. */
export const claimMs = 150_000;

/** Times that a message is tried before it is given up: about an hour with the waits between. */
export const maxAttempts = 10;

const firstWaitMs = 30_000;
const maxWaitMs = 15 * 60_000;
const maxAskedMs = 60 * 60_000;

export const emptyOutbox: Outbox = { messages: [], owed: [] };

/** What one claim is to deliver to one output, in order. */
export interface Claim {
  readonly claim: string;
  readonly output: string;
  readonly notifications: readonly Notification[];
  /** Attempts of the first of them, this one included. */
  readonly attempts: number;
}

/** How a claim ended: how many of its notifications were taken, and whether the next one was refused. */
export interface Delivered {
  readonly claim: string;
  readonly output: string;
  readonly takenIds: readonly string[];
  /** `later`: tried again. `never`: given up and kept elsewhere. Absent when all were taken. */
  readonly refused?: {
    readonly id: string;
    readonly again: 'later' | 'never';
    /** Whether it was not even asked: no attempt then. */
    readonly isUntried?: boolean;
    /** Minimum wait, in milliseconds, that the other side asked to wait. */
    readonly waitMs?: number;
  };
}

/** Puts a message on its way to outputs. */
export const owe = (outbox: Outbox, notification: Notification, outputs: readonly string[], nowMs: number): Outbox => {
  const owed = outbox.owed.map((one) =>
    outputs.includes(one.output) ? { ...one, messageIds: [...one.messageIds, notification.id] } : one,
  );
  const others = outputs.filter((output) => !outbox.owed.some((one) => one.output === output));
  return {
    messages: [...outbox.messages, notification],
    owed: [
      ...owed,
      ...others.map((output) => ({ output, messageIds: [notification.id], attempts: 0, nextAttemptMs: nowMs })),
    ],
  };
};

/**
 * Claims what is due. The claim is stored before anything is sent: another process sees that the message is being sent, and sends it
 * again when the claim is older than `claimMs`.
 *
 * @param claim  differs for everyone who claims
 */
export const claimDue = (
  outbox: Outbox,
  nowMs: number,
  claim: string,
): { readonly outbox: Outbox; readonly claims: readonly Claim[] } => {
  const claims: Claim[] = [];
  const owed = outbox.owed.map((one): PendingDelivery => {
    if (one.nextAttemptMs > nowMs) return one;
    const notifications = outbox.messages.filter(({ id }) => one.messageIds.includes(id));
    claims.push({ claim, output: one.output, notifications, attempts: one.attempts + 1 });
    return { ...one, attempts: one.attempts + 1, nextAttemptMs: nowMs + claimMs, claim };
  });
  return claims.length === 0 ? { outbox, claims } : { outbox: { ...outbox, owed }, claims };
};

/** Full jitter: anything between nothing and a wait that doubles. */
const waitMs = (attempts: number, chance: number, askedMs: number): number =>
  Math.min(askedMs, maxAskedMs) +
  Math.round(chance * Math.min(maxWaitMs, firstWaitMs * 2 ** Math.min(attempts - 1, 20)));

const afterDelivery = (one: PendingDelivery, delivered: Delivered, nowMs: number, chance: number): PendingDelivery => {
  const { claim, ...free } = one;
  const { refused, takenIds } = delivered;
  const done = refused?.again === 'never' ? [...takenIds, refused.id] : takenIds;
  const messageIds = one.messageIds.filter((id) => !done.includes(id));
  // Another is at it since: what was taken is taken, and the rest is for that one to say.
  if (claim !== delivered.claim) return { ...one, messageIds };
  if (refused?.again !== 'later') return { ...free, messageIds, attempts: 0, nextAttemptMs: nowMs };
  const tried = one.messageIds[0] === refused.id ? one.attempts : 1;
  const attempts = refused.isUntried ? tried - 1 : tried;
  return { ...free, messageIds, attempts, nextAttemptMs: nowMs + waitMs(tried, chance, refused.waitMs ?? 0) };
};

/**
 * Takes off what was delivered or given up. Doing it again changes nothing more.
 *
 * @param chance  in [0, 1)
 */
export const settle = (outbox: Outbox, delivered: readonly Delivered[], nowMs: number, chance: number): Outbox => {
  const owed = outbox.owed
    .map((one) => {
      const result = delivered.find(({ output }) => output === one.output);
      return result ? afterDelivery(one, result, nowMs, chance) : one;
    })
    .filter(({ messageIds }) => messageIds.length > 0);
  const stillPending = new Set(owed.flatMap(({ messageIds }) => messageIds));
  return { messages: outbox.messages.filter(({ id }) => stillPending.has(id)), owed };
};
