import type { PlaybookDeployment } from '../../deployment.ts';
import { unlessProtected } from '../../tags.ts';

const resources = ['arn:{partition}:kms:{region}:{account}:key/*'];

export const deployment: PlaybookDeployment = {
  commands: {
    'client-kms/CancelKeyDeletionCommand': ['kms:CancelKeyDeletion'],
    'client-kms/DescribeKeyCommand': ['kms:DescribeKey'],
    'client-kms/ListResourceTagsCommand': ['kms:ListResourceTags'],
  },
  look: [{ sid: 'LookAtKeys', actions: ['kms:DescribeKey', 'kms:ListResourceTags'], resources }],
  // Only keys whose own policy lets the account's roles do it; any other ends as access denied.
  act: [{ sid: 'CancelKeyDeletion', actions: ['kms:CancelKeyDeletion'], resources, conditions: unlessProtected }],
};
