import type { PlaybookDeployment } from '../../deployment.ts';
import { allowingTag, unlessProtected } from '../../tags.ts';

export const deployment: PlaybookDeployment = {
  commands: {
    'client-ec2/DescribeInstancesCommand': ['ec2:DescribeInstances'],
    'client-ec2/DescribeInstanceTypesCommand': ['ec2:DescribeInstanceTypes'],
    'client-ec2/StopInstancesCommand': ['ec2:StopInstances'],
  },
  look: [
    {
      sid: 'LookAtInstances',
      actions: ['ec2:DescribeInstances', 'ec2:DescribeInstanceTypes'],
      reason: 'EC2 describes by filter, not by resource: these actions take `*` only.',
      resources: ['*'],
    },
  ],
  act: [
    {
      sid: 'StopInstances',
      actions: ['ec2:StopInstances'],
      resources: ['arn:{partition}:ec2:{region}:{account}:instance/*'],
      conditions: {
        StringEquals: { [`aws:ResourceTag/${allowingTag.key}`]: [allowingTag.value] },
        ...unlessProtected,
      },
    },
  ],
};
