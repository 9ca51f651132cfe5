import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fixedPartitions } from './terraform-partitions.ts';

const repository = resolve(import.meta.dirname, '..', '..');

/** Everything that an apply reads, but the tests of Terraform, whose mocks are of one partition. */
const applied = ['infra', 'state-machines'].flatMap((root) =>
  readdirSync(join(repository, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:tf|tftpl|json)$/.test(name) && !/(?:^|\/)(?:tests|node_modules|\.terraform)\//.test(name))
    .map((name) => ({ path: `${root}/${name}`, text: readFileSync(join(repository, root, name), 'utf8') })),
);

describe('fixedPartitions', () => {
  it.each([
    ['an ARN in Terraform', 'a.tf', 'x = "arn:aws:s3:::a"', 1],
    ['an ARN of another partition', 'a.tf', 'x = "arn:aws-us-gov:s3:::a"', 1],
    ['a task of a definition', 'definition.asl.json', '"Resource": "arn:aws:states:::sns:publish"', 1],
    ['a template', 'policy.tftpl', '"arn:aws:iam::aws:policy/x"', 1],
    ['a partition that is looked up', 'a.tf', 'x = "arn:${local.partition}:s3:::a"', 0],
    ['a placeholder', 'definition.asl.json', '"Resource": "arn:${partition}:states:::sns:publish"', 0],
    ['a comment and a description', 'a.tf', '# arn:aws:s3:::a\n  description = "Such as arn:aws:s3:::a."', 0],
  ])('judges %s', (_, path, text, problems) => {
    expect(fixedPartitions([{ path, text }])).toHaveLength(problems);
  });

  it('does not pass over nothing', () => {
    expect(fixedPartitions([])).toHaveLength(1);
  });

  it('finds no partition that is written out in what is applied', () => {
    expect(applied.some(({ path }) => path.endsWith('remediate-finding/definition.asl.json'))).toBe(true);
    expect(fixedPartitions(applied)).toEqual([]);
  });
});
