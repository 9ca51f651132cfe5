import type { PlaybookDeployment } from '../../deployment.ts';
import { unlessProtected } from '../../tags.ts';

const resources = ['arn:{partition}:dynamodb:{region}:{account}:table/*'];

export const deployment: PlaybookDeployment = {
  commands: {
    'client-dynamodb/DescribeContinuousBackupsCommand': ['dynamodb:DescribeContinuousBackups'],
    'client-dynamodb/DescribeTableCommand': ['dynamodb:DescribeTable'],
    'client-dynamodb/ListTagsOfResourceCommand': ['dynamodb:ListTagsOfResource'],
    'client-dynamodb/UpdateContinuousBackupsCommand': ['dynamodb:UpdateContinuousBackups'],
  },
  look: [
    {
      sid: 'LookAtTableRecovery',
      actions: ['dynamodb:DescribeContinuousBackups', 'dynamodb:DescribeTable', 'dynamodb:ListTagsOfResource'],
      resources,
    },
  ],
  // IAM cannot tell enabling recovery from switching it off; the code only ever enables.
  act: [
    {
      sid: 'EnableTableRecovery',
      actions: ['dynamodb:UpdateContinuousBackups'],
      resources,
      conditions: unlessProtected,
    },
  ],
};
