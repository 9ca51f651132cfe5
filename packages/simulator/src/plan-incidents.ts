import { openChance } from './chance/chance.ts';
import { allScripts } from './incidents/all-scripts.ts';
import { allSources } from './services/all-sources.ts';
import { minuteMs, settleOptions } from './settings.ts';
import { layTimetable } from './timetable/timetable.ts';
import { buildWorld } from './world/world.ts';
import type { IncidentSlot, StagedIncident } from './incidents/incident-script.ts';
import type { DaySettings } from './settings.ts';
import type { PlannedIncident, SimulateOptions } from './simulated-event.ts';
import type { Timetable } from './timetable/timetable.ts';
import type { World } from './world/world.ts';

/** A day, laid out and not yet written. */
export interface StagedDay {
  readonly day: DaySettings;
  readonly world: World;
  readonly timetable: Timetable;
  readonly incidents: readonly { readonly planned: PlannedIncident; readonly staged: StagedIncident }[];
}

const firstSlotMinute = 12 * 60;
const slotMinutes = 110;

/**
 * About half of what all incidents add: scans, guesses and traces come in numbers of their own, a storm grows with
 * the day. Taken off the ordinary day whether or not they are planted, so that one incident more or less changes no
 * other line and the total stays within 2 % both ways.
 */
const reservedEvents = (events: number): number => 300 + events * 0.001;

/** The six slots from noon on, dealt to the kinds by the seed: no two incidents ever play at once. */
const dealSlots = (day: DaySettings): readonly IncidentSlot[] => {
  const chance = openChance(day.seed, 'slots');
  const order = allScripts.map((_, index) => index);
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = chance.whole(0, last);
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order.map((position) => {
    const startMs = day.startMs + (firstSlotMinute + position * slotMinutes) * minuteMs;
    return { startMs, endMs: startMs + slotMinutes * minuteMs, isLast: position === order.length - 1 };
  });
};

/**
 * Lays out a day: who is there, how busy it is, which incidents play and every event they write.
 *
 * All kinds are staged, then those not asked for are left out, so an incident is the same alone or in company.
 *
 * @throws RangeError when an option is outside what `SimulateOptions` allows
 */
export const stageDay = (options: SimulateOptions): StagedDay => {
  const day = settleOptions(options);
  const world = buildWorld(day);
  const timetable = layTimetable(day, allSources, day.events - reservedEvents(day.events));
  const slots = dealSlots(day);
  const incidents = allScripts.flatMap((script, index) => {
    if (!day.incidents.includes(script.kind)) return [];
    const slot = slots[index] as IncidentSlot;
    const chance = openChance(day.seed, `incident-${script.kind}`);
    const staged = script.stage({ world, chance, slot, timetable });
    const { startMs, endMs, title, logGroup, resource, sourceAddress } = staged;
    const planned: PlannedIncident = {
      id: `${script.kind}-${day.seed}`,
      kind: script.kind,
      startMs,
      endMs,
      title,
      expectedRule: script.expectedRule,
      logGroup,
      resource,
      ...(sourceAddress === undefined ? {} : { sourceAddress }),
      eventCount: staged.events.length,
    };
    return [{ planned, staged }];
  });
  return { day, world, timetable, incidents: incidents.sort((a, b) => a.planned.startMs - b.planned.startMs) };
};

/** The truth about a day: what is planted in it, in order of time. The same options give the same answer as `simulateDay`. */
export const planIncidents = (options: SimulateOptions): readonly PlannedIncident[] =>
  stageDay(options).incidents.map(({ planned }) => planned);
