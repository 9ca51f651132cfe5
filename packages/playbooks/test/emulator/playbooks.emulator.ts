import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { playbooks } from '@bellwether/playbooks';
import { openPortOnAws } from '@bellwether/playbooks/aws';
import { scenarios } from '@bellwether/playbooks/scenarios';
import { makeFinding } from '@bellwether/testkit';
import type { EmulateAccount } from '../../src/scenario.ts';
import { playbookConformance } from '../conformance.ts';

/** Makes sure that nothing here ever runs against an account. */
const requireEmulator = (): void => {
  const endpoint = process.env['AWS_ENDPOINT_URL'] ?? '';
  if (!/^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/?$/.test(endpoint))
    throw new Error('Set AWS_ENDPOINT_URL to an emulator on this machine, such as http://127.0.0.1:4566.');
};

const pathOf = (id: string): URL => new URL(`../../src/playbooks/${id}/emulated.ts`, import.meta.url);
const emulated = playbooks.map(({ id }) => id).filter((id) => existsSync(pathOf(id)));

it('there are playbooks whose account an emulator can play', () => {
  expect(emulated).not.toHaveLength(0);
});

describe('on the AWS adapter', () => {
  for (const id of emulated)
    playbookConformance(id, async () => {
      requireEmulator();
      const { emulateAccount } = (await import(pathOf(id).href)) as { readonly emulateAccount: EmulateAccount };
      const account = await emulateAccount((prefix) => `${prefix}-${randomUUID()}`);
      const finding = makeFinding({
        ...scenarios[id]?.usual.finding,
        resources: account.resources,
        provenance: 'declared',
      });
      return { ...account, finding, openPort: openPortOnAws };
    });
});
