import { cloudTrailRecord, trailLogGroup, trailStreamOf } from '../services/cloudtrail/record.ts';
import { consoleLogin } from '../services/cloudtrail/sign-in.ts';
import { startWithin } from './moments.ts';
import type { IncidentScript } from './incident-script.ts';

/** 30 to 60 failed console sign-ins for one user from one address within six minutes; none succeeds. */
export const bruteForceLogin: IncidentScript = {
  kind: 'brute-force-login',
  expectedRule: 'console-login-brute-force',
  stage: ({ world, chance, slot }) => {
    const seconds = 6 * 60;
    const startMs = startWithin(slot, seconds * 1_000, chance);
    const user = chance.pick(world.people);
    const address = `192.0.2.${chance.whole(1, 254)}`;
    // Whole seconds, as CloudTrail has them; several attempts may share one.
    const moments = Array.from({ length: chance.whole(30, 60) }, () => startMs + chance.whole(0, seconds - 1) * 1_000);
    const events = moments
      .sort((a, b) => a - b)
      .map((timestampMs) => ({
        timestampMs,
        logStream: trailStreamOf(world, chance),
        message: cloudTrailRecord(world, chance, timestampMs, consoleLogin(world, user, { address, succeeds: false })),
      }));
    return {
      startMs,
      endMs: startMs + seconds * 1_000,
      title: `Somebody at ${address} guesses the console password of ${user.userName}, ${events.length} times in six minutes.`,
      logGroup: trailLogGroup,
      resource: user.userName,
      events,
      silencesGroup: false,
    };
  },
};
