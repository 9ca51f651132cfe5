import type { PlaybookDeployment } from '../../deployment.ts';
import { unlessProtected } from '../../tags.ts';

export const deployment: PlaybookDeployment = {
  commands: {
    'client-iam/ListAccessKeysCommand': ['iam:ListAccessKeys'],
    'client-iam/ListUserTagsCommand': ['iam:ListUserTags'],
    'client-iam/UpdateAccessKeyCommand': ['iam:UpdateAccessKey'],
  },
  look: [
    {
      sid: 'LookAtAccessKeys',
      actions: ['iam:ListAccessKeys', 'iam:ListUserTags'],
      resources: ['arn:{partition}:iam::{account}:user/*'],
    },
  ],
  // IAM cannot tell deactivating from activating; the code only ever deactivates.
  act: [
    {
      sid: 'DeactivateAccessKeys',
      actions: ['iam:UpdateAccessKey'],
      resources: ['arn:{partition}:iam::{account}:user/*'],
      conditions: unlessProtected,
    },
  ],
};
