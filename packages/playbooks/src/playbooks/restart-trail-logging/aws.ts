import { CloudTrailClient, GetTrailStatusCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { clientSettings, errorName, portCall } from '@bellwether/aws-adapters/calls';
import { PortError } from '@bellwether/ports';
import type { TrailControl } from './port.ts';

/** Control of the account's trails over CloudTrail. */
export const openPort = (
  client: Pick<CloudTrailClient, 'send'> = new CloudTrailClient(clientSettings(10_000)),
): TrailControl => ({
  status: (trailName) =>
    portCall('trails', 'status', async () => {
      try {
        const { IsLogging } = await client.send(new GetTrailStatusCommand({ Name: trailName }));
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
      await client.send(new StartLoggingCommand({ Name: trailName }));
    }),
});
