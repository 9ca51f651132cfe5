import { PortError } from '@bellwether/ports';
import type { SecretSource } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { secretValueCalls, secureParameterCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { SecretValueCalls } from '../sdk/secret-values.ts';
import type { SecureParameterCalls } from '../sdk/secure-parameters.ts';

const arnPattern = /^arn:aws[a-z-]*:(?<service>ssm|secretsmanager):[a-z0-9-]+:\d{12}:(?:parameter\/|secret:)\S+$/;

const refuse = (reason: string): never => {
  throw new PortError('secrets', 'read', false, { cause: new RangeError(reason) });
};

/**
 * Secrets by ARN: SSM parameters, decrypted, and Secrets Manager's secrets, as text. Needs `ssm:GetParameter` or
 * `secretsmanager:GetSecretValue` on each, and `kms:Decrypt` where its key is not the service's own.
 */
export const awsSecrets = (
  parameters: Calls<Pick<SecureParameterCalls, 'get'>> = secureParameterCalls,
  secrets: Calls<SecretValueCalls> = secretValueCalls,
): SecretSource => ({
  read: (arn) =>
    portCall('secrets', 'read', async () => {
      const service = arnPattern.exec(arn)?.groups?.['service'];
      if (service === undefined) return refuse('Not the ARN of a parameter or a secret.');
      const value =
        service === 'ssm'
          ? (await (await parameters()).get({ Name: arn, WithDecryption: true })).Parameter?.Value
          : (await (await secrets()).get({ SecretId: arn })).SecretString;
      return value === undefined || value === '' ? refuse('The secret holds no text.') : value;
    }),
});
