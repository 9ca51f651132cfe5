import { incidentKinds } from './simulated-event.ts';
import type { IncidentKind, SimulateOptions } from './simulated-event.ts';

export const minuteMs = 60_000;
export const minutesPerDay = 1_440;
export const dayMs = minuteMs * minutesPerDay;

/** Options with their defaults in place, checked. */
export interface DaySettings {
  readonly seed: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly events: number;
  readonly account: string;
  readonly region: string;
  readonly incidents: readonly IncidentKind[];
}

const minEvents = 1_000;

/**
 * Fills in the defaults.
 *
 * @throws RangeError when an option is outside what `SimulateOptions` allows
 */
export const settleOptions = (options: SimulateOptions): DaySettings => {
  const { seed, startMs, events = 220_000, account = '111122223333', region = 'us-east-1' } = options;
  if (!Number.isSafeInteger(seed)) throw new RangeError('The seed must be a safe integer.');
  // Year 9998 is the last whole year whose dates print with four digits a day later.
  if (!Number.isSafeInteger(startMs) || startMs < 0 || startMs > 253_370_764_800_000) {
    throw new RangeError('The start must be whole epoch milliseconds between the years 1970 and 9998.');
  }
  if (!Number.isSafeInteger(events) || events < minEvents) {
    throw new RangeError(`A day has at least ${minEvents} events.`);
  }
  if (!/^\d{12}$/.test(account)) throw new RangeError('An account is twelve digits.');
  if (!/^[a-z]{2}(-[a-z]{2,12}){1,3}-\d$/.test(region)) throw new RangeError('The region is not written like one.');
  const wanted = new Set<IncidentKind>(options.incidents ?? incidentKinds);
  for (const kind of wanted) {
    if (!incidentKinds.includes(kind)) throw new RangeError('An incident kind is not known.');
  }
  return {
    seed,
    startMs,
    endMs: startMs + dayMs,
    events,
    account,
    region,
    incidents: incidentKinds.filter((kind) => wanted.has(kind)),
  };
};
