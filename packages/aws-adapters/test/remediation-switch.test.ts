import { describe, expect, it } from '@jest/globals';
import { ssmRemediationSwitch } from '@bellwether/aws-adapters';
import { describeRemediationSwitch } from '../../testkit/src/conformance/index.ts';
import { opened, sdkError } from './sdk-errors.ts';

describeRemediationSwitch('SSM, as far as faked,', async () => {
  let stored: string | undefined;
  const get = async () => {
    if (stored === undefined) throw sdkError('ParameterNotFound');
    return { Parameter: { Value: stored }, $metadata: {} };
  };
  return {
    remediationSwitch: ssmRemediationSwitch('/bellwether/remediation/switch', () => undefined, opened({ get })),
    write: async (value) => void (stored = value),
    close: async () => undefined,
  };
});

describe('the switch in Parameter Store', () => {
  it.each(['AccessDeniedException', 'ThrottlingException', 'TimeoutError'])(
    'is off after %s, and says why',
    async (name) => {
      const unread: unknown[] = [];
      const get = () => Promise.reject(sdkError(name));
      const given = ssmRemediationSwitch('/a/switch', (error) => unread.push(error), opened({ get }));
      expect(await given.isOn()).toBe(false);
      expect(unread).toMatchObject([{ name }]);
    },
  );

  it('is off when its client cannot be loaded', async () => {
    const broken = () => Promise.reject(new Error('No module.'));
    expect(await ssmRemediationSwitch('/a/switch', () => undefined, broken).isOn()).toBe(false);
  });
});
