import { PortError } from '@bellwether/ports';
import type { EventBus } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { eventBridgeCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { EventBridgeCalls } from '../sdk/event-bridge.ts';

/** Codes of an entry that the same call may survive; all others say that it will never be taken. */
const passingCodes: ReadonlySet<string> = new Set(['InternalException', 'InternalFailure', 'ThrottlingException']);

/** Events on a bus. Needs `events:PutEvents` on it. */
export const eventBridgeBus = (calls: Calls<EventBridgeCalls> = eventBridgeCalls): EventBus => ({
  put: ({ busName, source, detailType, detail, timeMs, resources }) =>
    portCall('bus', 'put', async () => {
      const { Entries = [], FailedEntryCount = 0 } = await (
        await calls()
      ).put({
        Entries: [
          {
            EventBusName: busName,
            Source: source,
            DetailType: detailType,
            Detail: detail,
            Time: new Date(timeMs),
            Resources: [...resources],
          },
        ],
      });
      // The call succeeds where its entry does not.
      const code = Entries[0]?.ErrorCode;
      if (FailedEntryCount > 0 || code !== undefined)
        throw new PortError('bus', 'put', code === undefined || passingCodes.has(code), {
          cause: Object.assign(new Error('The entry was not taken.'), { name: code ?? 'UnknownEntryError' }),
        });
    }),
});
