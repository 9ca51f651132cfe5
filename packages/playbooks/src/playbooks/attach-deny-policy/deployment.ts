import type { PlaybookDeployment } from '../../deployment.ts';
import { unlessProtected } from '../../tags.ts';

const resources = ['arn:{partition}:iam::{account}:user/*'];

export const deployment: PlaybookDeployment = {
  commands: {
    'client-iam/AttachUserPolicyCommand': ['iam:AttachUserPolicy'],
    'client-iam/GetUserCommand': ['iam:GetUser'],
    'client-iam/ListAttachedUserPoliciesCommand': ['iam:ListAttachedUserPolicies'],
  },
  look: [{ sid: 'LookAtUsers', actions: ['iam:GetUser', 'iam:ListAttachedUserPolicies'], resources }],
  // No other policy than the one that denies everything.
  act: [
    {
      sid: 'DenyUsers',
      actions: ['iam:AttachUserPolicy'],
      resources,
      conditions: {
        ArnEquals: { 'iam:PolicyARN': ['arn:{partition}:iam::aws:policy/AWSDenyAll'] },
        ...unlessProtected,
      },
    },
  ],
};
