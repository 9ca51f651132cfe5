import type { PlaybookDeployment } from '../../deployment.ts';
import { allowingTag, unlessProtected } from '../../tags.ts';

const resources = ['arn:{partition}:lambda:{region}:{account}:function:*'];

export const deployment: PlaybookDeployment = {
  commands: {
    'client-lambda/DeleteFunctionConcurrencyCommand': ['lambda:DeleteFunctionConcurrency'],
    'client-lambda/GetFunctionConcurrencyCommand': ['lambda:GetFunctionConcurrency'],
    'client-lambda/GetFunctionConfigurationCommand': ['lambda:GetFunctionConfiguration'],
    'client-lambda/ListTagsCommand': ['lambda:ListTags'],
    'client-lambda/PutFunctionConcurrencyCommand': ['lambda:PutFunctionConcurrency'],
  },
  look: [
    {
      sid: 'LookAtFunctions',
      actions: ['lambda:GetFunctionConcurrency', 'lambda:GetFunctionConfiguration', 'lambda:ListTags'],
      resources,
    },
  ],
  act: [
    {
      sid: 'ThrottleFunctions',
      actions: ['lambda:DeleteFunctionConcurrency', 'lambda:PutFunctionConcurrency'],
      resources,
      conditions: {
        StringEquals: { [`aws:ResourceTag/${allowingTag.key}`]: [allowingTag.value] },
        ...unlessProtected,
      },
    },
  ],
};
