import type { PlaybookDeployment } from '../../deployment.ts';
import { unlessProtected } from '../../tags.ts';

const resources = ['arn:{partition}:logs:{region}:{account}:log-group:*'];

export const deployment: PlaybookDeployment = {
  commands: {
    'client-cloudwatch-logs/DeleteRetentionPolicyCommand': ['logs:DeleteRetentionPolicy'],
    'client-cloudwatch-logs/DescribeLogGroupsCommand': ['logs:DescribeLogGroups'],
    'client-cloudwatch-logs/ListTagsForResourceCommand': ['logs:ListTagsForResource'],
  },
  look: [
    {
      sid: 'FindLogGroups',
      actions: ['logs:DescribeLogGroups'],
      reason: 'Log groups are found by how their names begin: this action takes `*` only.',
      resources: ['*'],
    },
    { sid: 'LookAtTagsOfLogGroups', actions: ['logs:ListTagsForResource'], resources },
  ],
  // Deleting a retention can only ever keep more.
  act: [{ sid: 'KeepLogEvents', actions: ['logs:DeleteRetentionPolicy'], resources, conditions: unlessProtected }],
};
