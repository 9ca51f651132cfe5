import { PortError } from '@bellwether/ports';
import type { TrailControl } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { cloudTrailCalls } from '../clients.ts';
import { errorName, portCall } from '../port-call.ts';
import type { CloudTrailCalls } from '../sdk/cloudtrail.ts';

/** Control of the account's trails. Needs `cloudtrail:GetTrailStatus`, `StartLogging` and `StopLogging` on them. */
export const cloudTrailControl = (calls: Calls<CloudTrailCalls> = cloudTrailCalls): TrailControl => ({
  status: (trailName) =>
    portCall('trails', 'status', async () => {
      try {
        const { IsLogging } = await (await calls()).status(trailName);
        // An answer that does not say is doubt, and what acts on doubt must stop.
        if (IsLogging === undefined)
          throw new PortError('trails', 'status', true, {
            cause: new TypeError('The answer does not say whether it logs.'),
          });
        return IsLogging ? 'logging' : 'stopped';
      } catch (error) {
        if (errorName(error) === 'TrailNotFoundException') return 'not_found';
        throw error;
      }
    }),
  startLogging: (trailName) =>
    portCall('trails', 'startLogging', async () => {
      await (await calls()).start(trailName);
    }),
  stopLogging: (trailName) =>
    portCall('trails', 'stopLogging', async () => {
      await (await calls()).stop(trailName);
    }),
});
