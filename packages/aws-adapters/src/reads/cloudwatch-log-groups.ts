import type { LogGroupEvent, LogGroupReader } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { cloudWatchLogsCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { CloudWatchLogsCalls } from '../sdk/cloudwatch-logs.ts';

/** Events of a page; the service takes at most 10,000. */
const maxPageEvents = 1_000;

/** Log groups of CloudWatch. Needs `logs:FilterLogEvents` on the group. */
export const cloudWatchLogGroups = (calls: Calls<CloudWatchLogsCalls> = cloudWatchLogsCalls): LogGroupReader => ({
  page: (logGroup, sinceMs, from) =>
    portCall('logGroups', 'page', async () => {
      const { events = [], nextToken } = await (
        await calls()
      ).filterLogEvents({
        // An ARN names a group of another account that shares its logs with this one.
        ...(logGroup.startsWith('arn:') ? { logGroupIdentifier: logGroup } : { logGroupName: logGroup }),
        startTime: sinceMs,
        limit: maxPageEvents,
        ...(from === undefined ? {} : { nextToken: from }),
      });
      const read = events.flatMap(({ eventId, timestamp, logStreamName = '', message }): LogGroupEvent[] =>
        eventId === undefined || timestamp === undefined || message === undefined
          ? []
          : [{ id: eventId, timestampMs: timestamp, logStream: logStreamName, text: message }],
      );
      return { events: read, ...(nextToken === undefined ? {} : { next: nextToken }) };
    }),
});
