import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Finding } from '@bellwether/log-model';
import { playbooks } from '@bellwether/playbooks';
import { openPortOnAws } from '@bellwether/playbooks/aws';
import { scenarios } from '@bellwether/playbooks/scenarios';
import { makeFinding } from '@bellwether/testkit';
import { playbookConformance } from '../conformance.ts';
import type { EmulateAccount } from './emulated-account.ts';

/** Makes sure that nothing here ever runs against an account. */
const requireEmulator = (): void => {
  const endpoint = process.env['AWS_ENDPOINT_URL'] ?? '';
  if (!/^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/?$/.test(endpoint))
    throw new Error('Set AWS_ENDPOINT_URL to an emulator on this machine, such as http://127.0.0.1:4566.');
};

/** Accounts that an emulator can play, one file each, called after its playbook. */
const folder = new URL('./accounts/', import.meta.url);
const emulated = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));

it('every emulated account belongs to a playbook', () => {
  expect(emulated).not.toHaveLength(0);
  expect(playbooks.map(({ id }) => id)).toEqual(expect.arrayContaining(emulated));
});

describe('on the AWS adapter', () => {
  for (const id of emulated)
    playbookConformance(id, async () => {
      requireEmulator();
      const { emulateAccount } = (await import(new URL(`${id}.ts`, folder).href)) as {
        readonly emulateAccount: EmulateAccount;
      };
      const account = await emulateAccount((prefix) => `${prefix}-${randomUUID()}`);
      const finding = makeFinding({
        ...scenarios[id]?.usual.finding,
        resources: account.resources,
        ...(account.account === undefined ? {} : { account: account.account }),
        provenance: 'declared',
      });
      const remove = async (): Promise<Finding> => {
        await account.remove?.();
        return { ...finding, resources: account.gone ?? finding.resources };
      };
      return { ...account, finding, openPort: openPortOnAws, remove };
    });
});
