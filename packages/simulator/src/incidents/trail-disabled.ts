import { iamUserWithKey } from '../services/cloudtrail/principals.ts';
import { cloudTrailRecord, trailLogGroup, trailStreamOf } from '../services/cloudtrail/record.ts';
import { startWithin } from './moments.ts';
import type { IncidentScript } from './incident-script.ts';

/** One StopLogging on the account's trail, by an IAM user with a long-lived key. */
export const trailDisabled: IncidentScript = {
  kind: 'trail-disabled',
  expectedRule: 'cloudtrail-logging-disabled',
  stage: ({ world, chance, slot }) => {
    const startMs = startWithin(slot, 1_000, chance);
    const user = chance.pick(world.programs);
    const { trailName, region, account } = world;
    // The call takes the trail's name or its ARN, and the record repeats what was sent.
    const name = chance.happens(0.5) ? trailName : `arn:aws:cloudtrail:${region}:${account}:trail/${trailName}`;
    const message = cloudTrailRecord(world, chance, startMs, {
      principal: iamUserWithKey(world, user, 'aws-cli/2.31.18 md/awscrt#0.28.2 ua/2.1 os/linux#6.8 lang/python#3.13.7'),
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      readOnly: false,
      requestParameters: { name },
    });
    return {
      startMs,
      endMs: startMs + 1_000,
      title: `The IAM user ${user.userName} stops the logging of the trail ${trailName}.`,
      logGroup: trailLogGroup,
      resource: trailName,
      events: [{ timestampMs: startMs, logStream: trailStreamOf(world, chance), message }],
      silencesGroup: false,
    };
  },
};
