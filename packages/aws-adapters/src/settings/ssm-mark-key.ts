import { randomBytes } from 'node:crypto';
import { PortError, type MarkKeySource } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { secureParameterCalls } from '../clients.ts';
import { errorName, portCall } from '../port-call.ts';
import type { SecureParameterCalls } from '../sdk/secure-parameters.ts';

const keyBytes = 32;

const described =
  'Key of the hashes in marks of what was redacted. Drawn by the first run; with another one, marks change.';

/**
 * The key in a SecureString parameter of SSM. Whoever comes first draws it; a parameter that is there is never written. Needs
 * `ssm:GetParameter` and `ssm:PutParameter` on it.
 *
 * @param parameter  name of the parameter, such as `/bellwether/mark-key`
 */
export const ssmMarkKey = (
  parameter: string,
  calls: Calls<SecureParameterCalls> = secureParameterCalls,
): MarkKeySource => {
  const find = async (): Promise<string | undefined> => {
    try {
      return (await (await calls()).get({ Name: parameter, WithDecryption: true })).Parameter?.Value;
    } catch (error) {
      if (errorName(error) === 'ParameterNotFound') return undefined;
      throw error;
    }
  };
  const put = async (): Promise<void> => {
    const Value = randomBytes(keyBytes).toString('base64url');
    try {
      await (
        await calls()
      ).put({ Name: parameter, Type: 'SecureString', Description: described, Overwrite: false, Value });
    } catch (error) {
      // Another run was faster: its key is the one.
      if (errorName(error) !== 'ParameterAlreadyExists') throw error;
    }
  };
  return {
    read: () =>
      portCall('mark-key', 'read', async () => {
        const known = await find();
        if (known !== undefined) return known;
        await put();
        const drawn = await find();
        if (drawn !== undefined) return drawn;
        throw new PortError('mark-key', 'read', true, { cause: new Error('The parameter was put and is not there.') });
      }),
  };
};

/** The source that a function's environment names, or none. */
export const awsMarkKey = (location: {
  readonly MARK_KEY_PARAMETER?: string | undefined;
}): MarkKeySource | undefined =>
  location.MARK_KEY_PARAMETER === undefined ? undefined : ssmMarkKey(location.MARK_KEY_PARAMETER);
