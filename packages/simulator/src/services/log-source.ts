import type { Chance } from '../chance/chance.ts';
import type { DailyCurve } from '../timetable/daily-curve.ts';
import type { World } from '../world/world.ts';

/** Hands over one written event. */
export type Emit = (timestampMs: number, logStream: string, message: string) => void;

/** Writes one unit of work that starts at `atMs` (a request, an invocation, a connection): one event or several, none before `atMs`. Called with ascending `atMs`. */
export type WriteUnit = (atMs: number, emit: Emit) => void;

/** Something that writes logs all day. */
export interface LogSource {
  /** Unique among the sources: names its stream of chance. */
  readonly name: string;
  readonly logGroup: string;
  /** Share of the day's events, compared with the other sources only. */
  readonly weight: number;
  readonly curve: DailyCurve;
  readonly open: (world: World, chance: Chance) => WriteUnit;
}
