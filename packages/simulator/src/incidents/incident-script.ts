import type { Chance } from '../chance/chance.ts';
import type { IncidentKind } from '../simulated-event.ts';
import type { Timetable } from '../timetable/timetable.ts';
import type { World } from '../world/world.ts';

/** One event an incident writes. */
export interface ScriptedEvent {
  readonly timestampMs: number;
  readonly logStream: string;
  readonly message: string;
}

/** When an incident may play, half-open; nothing else plays in it. */
export interface IncidentSlot {
  readonly startMs: number;
  readonly endMs: number;
  /** True for the last slot of the day, after which nothing else follows. */
  readonly isLast: boolean;
}

/** What happens in one incident, written out. */
export interface StagedIncident {
  readonly startMs: number;
  readonly endMs: number;
  readonly title: string;
  readonly logGroup: string;
  readonly resource: string;
  /** Where it comes from, when it has an address. */
  readonly sourceAddress?: string;
  readonly events: readonly ScriptedEvent[];
  /** True when the log group writes nothing at all from start to end. */
  readonly silencesGroup: boolean;
}

/** How one kind of incident goes. Every draw comes from `chance`, which is its own. */
export interface IncidentScript {
  readonly kind: IncidentKind;
  readonly expectedRule: string;
  readonly stage: (stageOf: {
    readonly world: World;
    readonly chance: Chance;
    readonly slot: IncidentSlot;
    readonly timetable: Timetable;
  }) => StagedIncident;
}
