import {
  experienceMs,
  reservationHoldMs,
  type RemediationLedger,
  type Reservation,
  type ReservationBound,
} from '@bellwether/ports';

const hourMs = 3_600_000;

const lockOf = ({ account, region, resource }: Reservation): string =>
  JSON.stringify(['resource', account, region, resource]);
const runOf = ({ playbookId, account }: Reservation): string => JSON.stringify(['running', playbookId, account]);

/** Locks and rates in memory. */
export const memoryRemediationLedger = (): RemediationLedger => {
  const held = new Map<string, { readonly findingId: string; readonly untilMs: number }>();
  const hours = new Map<string, Set<string>>();
  const experience = new Map<string, number>();
  const isTaken = (key: string, findingId: string, nowMs: number): boolean => {
    const holder = held.get(key);
    return holder !== undefined && holder.findingId !== findingId && holder.untilMs > nowMs;
  };
  return {
    reserve: async (reservation, limits, nowMs) => {
      const { findingId, playbookId, account } = reservation;
      const hour = Math.floor(nowMs / hourMs);
      const playbookHour = hours.get(JSON.stringify([playbookId, account, hour])) ?? new Set();
      const accountHour = hours.get(JSON.stringify([account, hour])) ?? new Set();
      const isFull = (findings: Set<string>, most: number): boolean =>
        !findings.has(findingId) && findings.size >= most;
      const isKnown = (experience.get(runOf(reservation)) ?? -Infinity) > nowMs;
      const bounds: readonly (readonly [boolean, ReservationBound])[] = [
        [isTaken(lockOf(reservation), findingId, nowMs), 'resource'],
        [isTaken(runOf(reservation), findingId, nowMs), 'running'],
        [isFull(playbookHour, limits.perPlaybookHour), 'playbook_hour'],
        [!isKnown && isFull(playbookHour, 1), 'first_run'],
        [isFull(accountHour, limits.perAccountHour), 'account_hour'],
      ];
      const met = bounds.find(([isMet]) => isMet);
      if (met) return { kind: 'refused', bound: met[1] };
      for (const key of [lockOf(reservation), runOf(reservation)])
        held.set(key, { findingId, untilMs: nowMs + reservationHoldMs });
      hours.set(JSON.stringify([playbookId, account, hour]), playbookHour.add(findingId));
      hours.set(JSON.stringify([account, hour]), accountHour.add(findingId));
      return { kind: 'reserved' };
    },
    release: async (reservation, outcome, nowMs) => {
      for (const key of [lockOf(reservation), runOf(reservation)])
        if (held.get(key)?.findingId === reservation.findingId) held.delete(key);
      if (outcome === 'verified') experience.set(runOf(reservation), nowMs + experienceMs);
    },
  };
};
