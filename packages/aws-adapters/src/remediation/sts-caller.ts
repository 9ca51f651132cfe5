import { PortError } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { callerCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { CallerCalls } from '../sdk/caller.ts';

/**
 * ARN of whose credentials are used. Needs no permission.
 *
 * @throws PortError when STS cannot be asked or names nobody
 */
export const stsCaller = (calls: Calls<CallerCalls> = callerCalls): Promise<string> =>
  portCall('caller', 'identify', async () => {
    const { Arn } = await (await calls()).identify({});
    if (!Arn) throw new PortError('caller', 'identify', false, { cause: new Error('STS named nobody.') });
    return Arn;
  });
