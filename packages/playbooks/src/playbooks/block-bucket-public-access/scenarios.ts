import type { PlaybookScenarios, Scenario } from '../../scenario.ts';
import { protectedTagKey } from '../../tags.ts';
import type { MemoryBucketGuards } from './memory.ts';
import { guards } from './port.ts';

const bucketName = 'orders-exports';

const opened: Omit<Scenario<MemoryBucketGuards>, 'name' | 'expected' | 'says'> = {
  finding: { rule: 'bucket-made-public', dataset: 'cloudtrail', resources: { bucketName } },
  settings: {},
  arrange: ({ buckets }) => void buckets.set(bucketName, { on: ['BlockPublicAcls', 'IgnorePublicAcls'], tags: {} }),
};

export const scenarios: PlaybookScenarios<MemoryBucketGuards> = {
  usual: {
    ...opened,
    name: 'a bucket that may be opened by its policy',
    expected: 'ready',
    says: [`s3:PutBucketPublicAccessBlock on ${bucketName}: BlockPublicPolicy, RestrictPublicBuckets switched on`],
  },
  others: [
    {
      ...opened,
      name: 'a bucket without any guard',
      arrange: ({ buckets }) => void buckets.set(bucketName, { on: [], tags: {} }),
      expected: 'ready',
      says: [`s3:PutBucketPublicAccessBlock on ${bucketName}: ${guards.join(', ')} switched on`],
    },
    {
      ...opened,
      name: 'a bucket that blocks all public access',
      arrange: ({ buckets }) => void buckets.set(bucketName, { on: guards, tags: {} }),
      expected: 'already_right',
      says: ['blocks all public access'],
    },
    {
      ...opened,
      name: 'a bucket that was deleted',
      arrange: () => undefined,
      expected: 'not_found',
      says: ['There is no bucket'],
    },
    {
      ...opened,
      name: 'an ARN in the place of the bucket name',
      finding: { ...opened.finding, resources: { bucketName: 'arn:aws:s3:::orders-exports' } },
      expected: 'refused',
      says: ['names no bucket'],
    },
  ],
  look: ({ buckets }) => [...buckets].toSorted(),
  protect: ({ buckets }) => void buckets.set(bucketName, { on: [], tags: { [protectedTagKey]: 'website' } }),
};
