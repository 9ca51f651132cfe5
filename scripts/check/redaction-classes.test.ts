import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { redactionClasses } from '@bellwether/log-model';

it('names in Terraform the classes of redaction that there are', () => {
  const text = readFileSync(join(import.meta.dirname, '../../infra/stack/variables-archive.tf'), 'utf8');
  const listed = /redaction_classes = \[([^\]]*)\]/.exec(text)?.[1] ?? '';
  expect(Array.from(listed.matchAll(/"([^"]+)"/g), ([, name]) => name)).toEqual([...redactionClasses]);
});
