import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findingIndexes } from '../../packages/aws-adapters/src/findings/finding-indexes.ts';

const storage = readFileSync(join(import.meta.dirname, '..', '..', 'infra', 'stack', 'storage.tf'), 'utf8');

describe('the indexes of the findings table', () => {
  it('are made by the stack as the adapter asks them', () => {
    const made = storage.matchAll(/\{ name = "(by-[a-z]+)", key = "(\w+)", include = (\[[^\]]*\]) \}/g);
    expect(
      Array.from(made, ([, name, key, include = '']) => ({ name, key, include: JSON.parse(include) as unknown })),
    ).toEqual(findingIndexes);
  });
});
