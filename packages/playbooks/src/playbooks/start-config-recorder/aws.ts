import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  StartConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import { clientSettings, errorName, portCall } from '@bellwether/aws-adapters/calls';
import { PortError } from '@bellwether/ports';
import type { Recorders } from './port.ts';

/** Configuration recorders of the account over AWS Config. */
export const openPort = (
  client: Pick<ConfigServiceClient, 'send'> = new ConfigServiceClient(clientSettings(10_000)),
): Recorders => ({
  status: (recorderName) =>
    portCall('recorders', 'status', async () => {
      try {
        const { ConfigurationRecordersStatus = [] } = await client.send(
          new DescribeConfigurationRecorderStatusCommand({ ConfigurationRecorderNames: [recorderName] }),
        );
        const found = ConfigurationRecordersStatus.find(({ name }) => name === recorderName);
        if (found === undefined) return 'not_found';
        // An answer that does not say is doubt, and what acts on doubt must stop.
        if (found.recording === undefined)
          throw new PortError('recorders', 'status', true, {
            cause: new TypeError('The answer does not say whether it records.'),
          });
        return found.recording ? 'recording' : 'stopped';
      } catch (error) {
        if (errorName(error) === 'NoSuchConfigurationRecorderException') return 'not_found';
        throw error;
      }
    }),
  start: (ConfigurationRecorderName) =>
    portCall('recorders', 'start', async () => {
      await client.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName }));
    }),
});
