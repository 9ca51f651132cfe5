import { minuteMs } from '../settings.ts';
import type { Chance } from '../chance/chance.ts';
import type { IncidentSlot } from './incident-script.ts';

/** A start inside the slot that leaves `lengthMs` before its end, on a whole second. */
export const startWithin = (slot: IncidentSlot, lengthMs: number, chance: Chance): number => {
  const room = Math.max(0, slot.endMs - slot.startMs - lengthMs);
  return slot.startMs + Math.floor((chance.fraction() * room) / 1_000) * 1_000;
};

/**
 * Moments of a Poisson process in `[startMs, endMs)`, ascending, whole milliseconds.
 *
 * @param perMinute  mean events a minute, above 0
 */
export const momentsBetween = (startMs: number, endMs: number, perMinute: number, chance: Chance): number[] => {
  const moments: number[] = [];
  let atMs = startMs;
  for (;;) {
    // Exponential gaps; `1 - fraction` is never 0.
    atMs += (-Math.log(1 - chance.fraction()) * minuteMs) / perMinute;
    if (atMs >= endMs) return moments;
    moments.push(Math.floor(atMs));
  }
};
