import { taskStreamsOf } from '../services/application-source.ts';
import { checkoutWarning, checkoutWarningShare } from '../services/checkout.ts';
import { inventoryWarning, inventoryWarningShare } from '../services/inventory.ts';
import { minuteMs } from '../settings.ts';
import { momentsBetween, startWithin } from './moments.ts';
import type { IncidentScript } from './incident-script.ts';

/** The services it may hit, and how much of their lines the warning usually is. */
const storms = [
  { service: 'checkout', warning: checkoutWarning, share: checkoutWarningShare },
  { service: 'inventory', warning: inventoryWarning, share: inventoryWarningShare },
] as const;

/** One ordinary warning, 20 to 40 times as often as usual for 10 to 15 minutes. */
export const logStorm: IncidentScript = {
  kind: 'log-storm',
  expectedRule: 'warning-spike',
  stage: ({ world, chance, slot, timetable }) => {
    const storm = chance.pick(storms);
    const logGroup = `/application/${storm.service}`;
    const lengthMs = chance.whole(10, 15) * minuteMs;
    const startMs = startWithin(slot, lengthMs, chance);
    const endMs = startMs + lengthMs;
    const usualPerMinute = timetable.groupMeanAt(logGroup, startMs) * storm.share;
    // What is added on top of the usual rate: 20 to 40 times it in all.
    const factor = chance.whole(21, 39);
    const streams = taskStreamsOf(world, storm.service, 4);
    const events = momentsBetween(startMs, endMs, usualPerMinute * (factor - 1), chance).map((timestampMs) => {
      const logStream = chance.pick(streams);
      return { timestampMs, logStream, message: storm.warning(timestampMs, chance, logStream.slice(-12)) };
    });
    return {
      startMs,
      endMs,
      title: `The ${storm.service} service writes one of its warnings about ${factor} times as often as usual.`,
      logGroup,
      resource: storm.service,
      events,
      silencesGroup: false,
    };
  },
};
