import { GetDetectorCommand, GuardDutyClient, UpdateDetectorCommand } from '@aws-sdk/client-guardduty';
import { clientSettings, errorName, portCall } from '@bellwether/aws-adapters/calls';
import { PortError } from '@bellwether/ports';
import type { Detectors } from './port.ts';

/** Detectors of the account over GuardDuty. */
export const openPort = (
  client: Pick<GuardDutyClient, 'send'> = new GuardDutyClient(clientSettings(10_000)),
): Detectors => ({
  look: (DetectorId) =>
    portCall('detectors', 'look', async () => {
      try {
        const { Status, Tags = {} } = await client.send(new GetDetectorCommand({ DetectorId }));
        // An answer that does not say is doubt, and what acts on doubt must stop.
        if (Status === undefined)
          throw new PortError('detectors', 'look', true, { cause: new TypeError('The answer has no status.') });
        return { isEnabled: Status === 'ENABLED', tags: Tags };
      } catch (error) {
        // The id has the form of one, so what GuardDuty rejects is that the account does not own it.
        if (errorName(error) === 'BadRequestException') return undefined;
        throw error;
      }
    }),
  enable: (DetectorId) =>
    portCall('detectors', 'enable', async () => {
      await client.send(new UpdateDetectorCommand({ DetectorId, Enable: true }));
    }),
});
