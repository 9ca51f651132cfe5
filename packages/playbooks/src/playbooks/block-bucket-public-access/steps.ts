import { namedResource, type PlaybookSteps, requiredResource } from '../../playbook.ts';
import { type BucketGuards, guards } from './port.ts';

const bucketForm = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export const steps: PlaybookSteps<BucketGuards> = {
  precheck: async (buckets, finding) => {
    const bucketName = namedResource(finding, 'bucketName', bucketForm);
    if (bucketName === undefined) return { kind: 'refused', reason: 'The finding names no bucket.' };
    const bucket = await buckets.look(bucketName, finding.account);
    if (bucket === undefined) return { kind: 'not_found', reason: `There is no bucket ${bucketName}.` };
    const off = guards.filter((guard) => !bucket.on.includes(guard));
    if (off.length === 0)
      return { kind: 'already_right', reason: `The bucket ${bucketName} blocks all public access.` };
    return {
      kind: 'ready',
      captured: { guardsOn: guards.filter((guard) => bucket.on.includes(guard)).join(',') },
      steps: [`s3:PutBucketPublicAccessBlock on ${bucketName}: ${off.join(', ')} switched on`],
      tags: bucket.tags,
    };
  },
  apply: async (buckets, finding) => {
    await buckets.blockAll(requiredResource(finding, 'bucketName', bucketForm), finding.account);
  },
  verify: async (buckets, finding) => {
    const bucket = await buckets.look(requiredResource(finding, 'bucketName', bucketForm), finding.account);
    return guards.every((guard) => bucket?.on.includes(guard) === true);
  },
  // Opening a bucket again is a person's decision; the plan names the guards that were on.
  rollback: async () => undefined,
};
