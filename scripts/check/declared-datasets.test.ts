import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { datasets } from '@bellwether/log-model';

it('lets Terraform declare the datasets that the program knows, and no others', () => {
  const written = readFileSync(resolve(import.meta.dirname, '../../infra/stack/declared.tf'), 'utf8');
  const [, list = ''] = /datasets = \[([^\]]*)\]/.exec(written) ?? [];
  expect(list.split(',').map((word) => word.trim().replaceAll('"', ''))).toEqual([...datasets]);
});
