import { openChance } from './chance/chance.ts';
import { stageDay } from './plan-incidents.ts';
import { allSources } from './services/all-sources.ts';
import { minuteMs, minutesPerDay } from './settings.ts';
import type { StagedDay } from './plan-incidents.ts';
import type { SimulatedEvent, SimulateOptions } from './simulated-event.ts';

/** Events by the minute of the day they belong to; those after the end of the day are not kept. */
interface MinuteBuckets {
  readonly put: (event: SimulatedEvent) => void;
  readonly take: (minute: number) => SimulatedEvent[];
}

const openBuckets = ({ day }: StagedDay): MinuteBuckets => {
  const buckets = new Map<number, SimulatedEvent[]>();
  return {
    put: (event) => {
      if (event.timestampMs >= day.endMs) return;
      const minute = Math.floor((event.timestampMs - day.startMs) / minuteMs);
      const bucket = buckets.get(minute);
      if (bucket === undefined) buckets.set(minute, [event]);
      else bucket.push(event);
    },
    take: (minute) => {
      const bucket = buckets.get(minute) ?? [];
      buckets.delete(minute);
      // The sort is stable, so events of one millisecond keep the order they were written in.
      return bucket.sort((a, b) => a.timestampMs - b.timestampMs);
    },
  };
};

/** Whether an event falls into a silence and is therefore never written. */
const silenceOf = ({ incidents }: StagedDay): ((event: SimulatedEvent) => boolean) => {
  const silences = incidents.filter(({ staged }) => staged.silencesGroup).map(({ staged }) => staged);
  return (event) =>
    silences.some(
      (silence) =>
        silence.logGroup === event.logGroup &&
        event.timestampMs >= silence.startMs &&
        event.timestampMs < silence.endMs,
    );
};

/** Writes the ordinary work of every source, one minute a call, in ascending minutes. */
const openWriters = ({ day, world, timetable }: StagedDay, put: (event: SimulatedEvent) => void) => {
  const { account, region } = day;
  const writers = allSources.map((source) => {
    const chance = openChance(day.seed, `source-${source.name}`);
    const { logGroup } = source;
    const write = source.open(world, chance);
    // Events the source still has to write. A unit of several events overdraws it, and the next minutes pay back.
    let pending = 0;
    let units = 1;
    let written = 1;
    const emit = (timestampMs: number, logStream: string, message: string): void => {
      pending -= 1;
      written += 1;
      put({ timestampMs: Math.floor(timestampMs), account, region, logGroup, logStream, message });
    };
    return (minute: number): void => {
      pending += chance.poisson(timetable.meanOf(source.name, minute));
      const minuteStartMs = day.startMs + minute * minuteMs;
      // As many starts as units of the usual size fit, ascending: a source may rely on time moving forward.
      const starts = Array.from({ length: Math.max(0, Math.ceil((pending * units) / written)) }, () =>
        Math.floor(chance.fraction() * minuteMs),
      ).sort((a, b) => a - b);
      for (const offsetMs of starts) {
        if (pending < 1) return;
        units += 1;
        write(minuteStartMs + offsetMs, emit);
      }
    };
  });
  return (minute: number): void => writers.forEach((write) => write(minute));
};

/**
 * The events of one day of one account, in order of event time.
 *
 * Generated minute by minute: memory keeps one minute, what long-running work still has to write, and the planted
 * incidents. Two walks over the result, or two calls with the same options, give the same events.
 *
 * @throws RangeError when an option is outside what `SimulateOptions` allows
 */
export const simulateDay = (options: SimulateOptions): Iterable<SimulatedEvent> => {
  const staged = stageDay(options);
  return { [Symbol.iterator]: () => writeDay(staged) };
};

/** One walk over a day. Everything that changes is made here, so walks do not disturb each other. */
function* writeDay(staged: StagedDay): Generator<SimulatedEvent, void, undefined> {
  const { account, region } = staged.day;
  const buckets = openBuckets(staged);
  const isSilenced = silenceOf(staged);
  for (const { planned, staged: incident } of staged.incidents) {
    for (const event of incident.events) {
      buckets.put({ ...event, account, region, logGroup: planned.logGroup, incidentId: planned.id });
    }
  }
  const writeMinute = openWriters(staged, buckets.put);
  for (let minute = 0; minute < minutesPerDay; minute += 1) {
    writeMinute(minute);
    for (const event of buckets.take(minute)) {
      if (!isSilenced(event)) yield event;
    }
  }
}
