import { minuteMs, minutesPerDay } from '../settings.ts';
import type { DaySettings } from '../settings.ts';
import type { LogSource } from '../services/log-source.ts';
import type { DailyCurve } from './daily-curve.ts';

/** How many events each source should write, minute by minute. */
export interface Timetable {
  /** Mean events of one source in one minute of the day (0 to 1439 after the start). */
  readonly meanOf: (sourceName: string, minute: number) => number;
  /** Mean events a minute of a whole log group at a moment of the day. */
  readonly groupMeanAt: (logGroup: string, atMs: number) => number;
}

const hoursPerMinute = 1 / 60;

/** The UTC hour, in [0, 24), at which a minute of the day begins. */
const hourOf = (startMs: number, minute: number): number =>
  (((startMs / minuteMs + minute) % minutesPerDay) * hoursPerMinute) % 24;

/**
 * Spreads a budget of events over the sources by weight and over the day by each source's curve.
 *
 * @param budget  events of the ordinary day, without incidents
 */
export const layTimetable = (day: DaySettings, sources: readonly LogSource[], budget: number): Timetable => {
  const totalWeight = sources.reduce((sum, source) => sum + source.weight, 0);
  // Few curves serve many sources, so each is drawn once.
  const shapes = new Map<DailyCurve, Float64Array>();
  const shapeOf = (curve: DailyCurve): Float64Array => {
    const drawn =
      shapes.get(curve) ??
      Float64Array.from({ length: minutesPerDay }, (_, minute) => curve(hourOf(day.startMs, minute)));
    shapes.set(curve, drawn);
    return drawn;
  };
  const means = new Map<string, Float64Array>();
  for (const { name, weight, curve } of sources) {
    const shape = shapeOf(curve);
    const area = shape.reduce((sum, height) => sum + height, 0);
    const share = (budget * weight) / totalWeight;
    means.set(
      name,
      shape.map((height) => (share * height) / area),
    );
  }
  const meanOf = (sourceName: string, minute: number): number => means.get(sourceName)?.[minute] ?? 0;
  return {
    meanOf,
    groupMeanAt: (logGroup, atMs) => {
      const minute = Math.floor((atMs - day.startMs) / minuteMs);
      return sources
        .filter((source) => source.logGroup === logGroup)
        .reduce((sum, source) => sum + meanOf(source.name, minute), 0);
    },
  };
};
