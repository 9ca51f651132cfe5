import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from '@jest/globals';
import { ssmSettings } from '@bellwether/aws-adapters';
import { describeSettingsSource } from '../../../testkit/src/conformance/index.ts';
import { requireEmulator, uniqueName } from './emulated.ts';

// AppConfig's data plane is in no emulator that this runs against: `settings.test.ts` has its contract on a fake.

/** A path of its own in Parameter Store. */
const parametersBelow = (path: string) => {
  requireEmulator();
  const ssm = new SSMClient({});
  const names = new Set<string>();
  return {
    put: async (name: string, text: string): Promise<void> => {
      names.add(name);
      // Above 4 KB a parameter has to be of the advanced tier; the stack chooses alike.
      const Tier = text.length > 4_000 ? 'Advanced' : 'Standard';
      await ssm.send(
        new PutParameterCommand({ Name: `${path}/${name}`, Type: 'String', Value: text, Overwrite: true, Tier }),
      );
    },
    remove: async (name: string): Promise<void> => {
      names.delete(name);
      await ssm.send(new DeleteParameterCommand({ Name: `${path}/${name}` }));
    },
    close: async (): Promise<void> => {
      for (const name of names) await ssm.send(new DeleteParameterCommand({ Name: `${path}/${name}` }));
      ssm.destroy();
    },
  };
};

describeSettingsSource('Parameter Store', async () => {
  const path = `/${uniqueName('settings')}`;
  return { store: ssmSettings(path), ...parametersBelow(path) };
});

describe('ssmSettings', () => {
  it('reads past the first page, and nothing of a path that only begins alike', async () => {
    const path = `/${uniqueName('settings')}`;
    const [own, other] = [parametersBelow(path), parametersBelow(`${path}-of-another`)];
    try {
      // A page has ten parameters; `mutes` comes after these in any order but its own.
      for (let n = 0; n < 12; n += 1) await own.put(`a-document-${n}`, '{}');
      await own.put('mutes', '{"own":true}');
      await other.put('mutes', '{"own":false}');
      await other.put('routes', '{"own":false}');
      expect((await ssmSettings(path).load(['mutes', 'routes'])).map(({ name, text }) => [name, text])).toEqual([
        ['mutes', '{"own":true}'],
      ]);
    } finally {
      await own.close();
      await other.close();
    }
  });
});
