import type { PlaybookDeployment } from '../../deployment.ts';
import { unlessProtected } from '../../tags.ts';

export const deployment: PlaybookDeployment = {
  commands: {
    'client-ec2/DescribeSecurityGroupRulesCommand': ['ec2:DescribeSecurityGroupRules'],
    'client-ec2/DescribeSecurityGroupsCommand': ['ec2:DescribeSecurityGroups'],
    'client-ec2/RevokeSecurityGroupIngressCommand': ['ec2:RevokeSecurityGroupIngress'],
  },
  look: [
    {
      sid: 'LookAtSecurityGroups',
      actions: ['ec2:DescribeSecurityGroupRules', 'ec2:DescribeSecurityGroups'],
      reason: 'EC2 describes by filter, not by resource: these actions take `*` only.',
      resources: ['*'],
    },
  ],
  act: [
    {
      sid: 'RevokeOpenIngress',
      actions: ['ec2:RevokeSecurityGroupIngress'],
      resources: ['arn:{partition}:ec2:{region}:{account}:security-group/*'],
      conditions: unlessProtected,
    },
  ],
};
