import type { AlertGroupStore, Ports, UndeliveredNotifications } from '@bellwether/ports';
import { PortError } from '@bellwether/ports';
import type { AlertPolicy } from '../policy.ts';
import { maxAttempts, settle, type Claim, type Delivered } from '../notify/outbox.ts';
import type { CircuitBreaker } from './spare-outputs.ts';
import { loadGroup, saveGroup, type KeptGroup } from './step-group.ts';

/** Optimistic-lock attempts before a delivered message stays claimed and is sent again later. */
const maxRounds = 10;

export interface DispatchPorts {
  readonly groups: AlertGroupStore;
  readonly undelivered: UndeliveredNotifications;
  readonly clock: Ports['clock'];
  /** Numbers in [0, 1): spread retries and make claims distinct. */
  readonly chance: { next(): number };
  /** Minimum wait that the other side asked for when it refused, in milliseconds. */
  readonly askedWaitMs?: (error: unknown) => number | undefined;
  /** Hears of a failure that is made good by itself, with where it was. Never a payload. */
  readonly onFailure?: (where: 'deliver' | 'keep_undelivered' | 'group', error: unknown) => void;
}

interface ClaimOutcome {
  readonly delivered: Delivered;
  readonly isGivenUp: boolean;
}

const mayHelpAgain = (error: unknown): boolean => !(error instanceof PortError) || error.retryable;

/** Delivers one claim in order, up to the first message that is refused. */
const deliverClaim = async (ports: DispatchPorts, outputs: CircuitBreaker, claim: Claim): Promise<ClaimOutcome> => {
  const takenIds: string[] = [];
  const { output: name } = claim;
  const mine = { claim: claim.claim, output: name, takenIds };
  for (const notification of claim.notifications) {
    if (outputs.isOpen(name)) {
      const refused = { id: notification.id, again: 'later', isUntried: true } as const;
      return { delivered: { ...mine, refused }, isGivenUp: false };
    }
    try {
      await outputs.named(name).deliver(notification);
      takenIds.push(notification.id);
    } catch (error) {
      ports.onFailure?.('deliver', error);
      if (mayHelpAgain(error)) outputs.failed(name);
      const attempts = takenIds.length === 0 ? claim.attempts : 1;
      const { id } = notification;
      const waitMs = ports.askedWaitMs?.(error) ?? 0;
      if (mayHelpAgain(error) && attempts < maxAttempts)
        return { delivered: { ...mine, refused: { id, again: 'later', waitMs } }, isGivenUp: false };
      try {
        await ports.undelivered.keep({ output: name, attempts, notification });
      } catch (failure) {
        // Given up only when it rests elsewhere: until then it is tried on.
        ports.onFailure?.('keep_undelivered', failure);
        return { delivered: { ...mine, refused: { id, again: 'later' } }, isGivenUp: false };
      }
      return { delivered: { ...mine, refused: { id, again: 'never' } }, isGivenUp: true };
    }
  }
  return { delivered: mine, isGivenUp: false };
};

/** How a group's deliveries went. */
export interface Deliveries {
  /** Messages taken, by output. */
  readonly taken: readonly { readonly output: string; readonly ids: readonly string[] }[];
  /** Outputs that a message was given up for. */
  readonly givenUp: readonly string[];
}

/**
 * Delivers what was claimed, each output by itself, and notes how it went. A crash in between leaves the claim, and whoever
 * comes after it sends the same messages again under the same ids.
 *
 * @throws PortError when how it went could not be kept
 */
export const deliverClaims = async (
  ports: DispatchPorts,
  outputs: CircuitBreaker,
  policy: AlertPolicy,
  kept: KeptGroup,
  claims: readonly Claim[],
): Promise<Deliveries> => {
  const results = await Promise.all(claims.map((claim) => deliverClaim(ports, outputs, claim)));
  const delivered = results.map((one) => one.delivered);
  let current: KeptGroup | undefined = kept;
  for (let round = 0; round < maxRounds && current; round += 1) {
    const nowMs = ports.clock.now();
    const outbox = settle(current.group.outbox, delivered, nowMs, ports.chance.next());
    const next = { version: current.version + 1, group: { ...current.group, outbox } };
    if (await saveGroup(ports.groups, next, nowMs, policy)) break;
    current = await loadGroup(ports.groups, kept.group.id);
    if (round === maxRounds - 1) throw new PortError('groups', 'save', true);
  }
  return {
    taken: delivered.map(({ output, takenIds }) => ({ output, ids: takenIds })),
    givenUp: results.filter(({ isGivenUp }) => isGivenUp).map(({ delivered: { output } }) => output),
  };
};
