import { describe, expect, it } from '@jest/globals';
import { ssmMarkKey } from '@bellwether/aws-adapters';
import { describeMarkKey } from '../../testkit/src/conformance/index.ts';
import type { SecureParameterCalls } from '../src/sdk/secure-parameters.ts';
import { opened, sdkError, unexpected } from './sdk-errors.ts';

/** Parameter Store, as far as the key asks it. */
const fakeParameters = (put: readonly unknown[] = []): SecureParameterCalls & { readonly written: unknown[] } => {
  const values = new Map<string, string>();
  const written = [...put];
  return {
    written,
    get: async ({ Name = '' }) => {
      const Value = values.get(Name);
      if (Value === undefined) throw sdkError('ParameterNotFound');
      return { Parameter: { Value }, $metadata: {} };
    },
    put: async (input) => {
      written.push(input);
      if (values.has(input.Name ?? '')) throw sdkError('ParameterAlreadyExists');
      values.set(input.Name ?? '', input.Value ?? '');
      return { $metadata: {} };
    },
  };
};

describeMarkKey('SSM, as far as faked,', async () => {
  const fake = fakeParameters();
  return { open: () => ssmMarkKey('/bellwether/mark-key', opened(fake)), close: async () => undefined };
});

describe('the key in Parameter Store', () => {
  it('is put once, as a SecureString that overwrites none, and different each time', async () => {
    const [one, other] = [fakeParameters(), fakeParameters()];
    const key = await ssmMarkKey('/a/mark-key', opened(one)).read();
    await ssmMarkKey('/a/mark-key', opened(one)).read();
    expect(one.written).toMatchObject([{ Name: '/a/mark-key', Type: 'SecureString', Overwrite: false, Value: key }]);
    expect(await ssmMarkKey('/a/mark-key', opened(other)).read()).not.toBe(key);
  });

  it('is that of the run that was faster', async () => {
    const fake = fakeParameters();
    const slow: SecureParameterCalls = {
      get: (input) => fake.get(input),
      put: async (input) => {
        await fake.put({ ...input, Value: 'the key of the faster run, long enough' });
        return fake.put(input);
      },
    };
    expect(await ssmMarkKey('/a/mark-key', opened(slow)).read()).toBe('the key of the faster run, long enough');
  });

  it('is never replaced because it could not be read', async () => {
    const refusing: SecureParameterCalls = {
      get: async () => {
        throw sdkError('AccessDeniedException');
      },
      put: unexpected,
    };
    await expect(ssmMarkKey('/a/mark-key', opened(refusing)).read()).rejects.toMatchObject({ port: 'mark-key' });
  });
});
