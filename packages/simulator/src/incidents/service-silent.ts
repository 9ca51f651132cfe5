import { minuteMs } from '../settings.ts';
import { startWithin } from './moments.ts';
import type { IncidentScript } from './incident-script.ts';

/** A service that writes all day writes nothing for 45 to 75 minutes; late in the day it may not come back at all. */
export const serviceSilent: IncidentScript = {
  kind: 'service-silent',
  expectedRule: 'volume-silence',
  stage: ({ world, chance, slot }) => {
    // Steady services that no other incident touches.
    const service = chance.pick(['search', 'shipping']);
    const lengthMs = chance.whole(46, 75) * minuteMs;
    const startMs = startWithin(slot, lengthMs, chance);
    const staysSilent = slot.isLast && chance.happens(0.5);
    return {
      startMs,
      endMs: staysSilent ? world.endMs : startMs + lengthMs,
      title: `The ${service} service stops writing${staysSilent ? ' and does not come back' : ''}.`,
      logGroup: `/application/${service}`,
      resource: service,
      events: [],
      silencesGroup: true,
    };
  },
};
