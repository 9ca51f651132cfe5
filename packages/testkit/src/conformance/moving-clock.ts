import { dayMs } from '@bellwether/log-model';
import { sampleTimeMs } from '../events.ts';

/** A clock for a store under test; `advance` moves it by whole or broken days. */
export const movingClock = (): { readonly now: () => number; readonly advance: (days: number) => void } => {
  let nowMs = sampleTimeMs;
  return { now: () => nowMs, advance: (days) => void (nowMs += days * dayMs) };
};
