import type { PlaybookDeployment } from '../../deployment.ts';
import { isolationTag } from './port.ts';

export const deployment: PlaybookDeployment = {
  commands: {
    'client-ec2/DescribeNetworkInterfacesCommand': ['ec2:DescribeNetworkInterfaces'],
    'client-ec2/ModifyNetworkInterfaceAttributeCommand': ['ec2:ModifyNetworkInterfaceAttribute'],
  },
  look: [
    {
      sid: 'LookAtInterfaces',
      actions: ['ec2:DescribeNetworkInterfaces'],
      reason: 'EC2 describes by filter, not by resource: this action takes `*` only.',
      resources: ['*'],
    },
  ],
  act: [
    // IAM judges the action on the network interface and on each security group that is set: on marked interfaces, to the isolation group.
    {
      sid: 'IsolateInterfaces',
      actions: ['ec2:ModifyNetworkInterfaceAttribute'],
      resources: ['arn:{partition}:ec2:{region}:{account}:network-interface/*'],
      conditions: { StringEquals: { [`aws:ResourceTag/${isolationTag.key}`]: [isolationTag.value] } },
    },
    {
      sid: 'SetIsolationGroup',
      actions: ['ec2:ModifyNetworkInterfaceAttribute'],
      resources: ['arn:{partition}:ec2:{region}:{account}:security-group/{setting:ISOLATION_SECURITY_GROUP_ID}'],
    },
  ],
  // A group that is named goes before the one of the stack's own network.
  stackDefaults: `var.isolation_security_group_id == null && var.workloads.network == null ? {} : {
  ISOLATION_SECURITY_GROUP_ID = var.isolation_security_group_id != null ? var.isolation_security_group_id : one(module.network[*].isolation_security_group_id)
}`,
};
