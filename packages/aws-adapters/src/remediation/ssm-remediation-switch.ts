import type { RemediationSwitch } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { secureParameterCalls } from '../clients.ts';
import type { SecureParameterCalls } from '../sdk/secure-parameters.ts';

/**
 * The switch as a parameter of SSM that says `on`. Needs `ssm:GetParameter` on it. A parameter that is missing or cannot be read is off.
 *
 * @param parameter  name of the parameter, such as `/bellwether/remediation/switch`
 * @param onUnread  called with the reason when it could not be read
 */
export const ssmRemediationSwitch = (
  parameter: string,
  onUnread: (error: unknown) => void,
  calls: Calls<Pick<SecureParameterCalls, 'get'>> = secureParameterCalls,
): RemediationSwitch => ({
  isOn: async () => {
    try {
      return (await (await calls()).get({ Name: parameter })).Parameter?.Value === 'on';
    } catch (error) {
      onUnread(error);
      return false;
    }
  },
});
