import { dynamoTemplates } from '@bellwether/aws-adapters';
import { describeTemplateStore, movingTemplateLimits } from '../../testkit/src/conformance/index.ts';
import { fakeTemplates } from './fake-templates.ts';
import { opened } from './sdk-errors.ts';

describeTemplateStore('DynamoDB, as far as faked,', async () => {
  const { advance, limits } = movingTemplateLimits();
  return {
    store: dynamoTemplates('templates', limits, opened(fakeTemplates())),
    close: async () => undefined,
    advance,
  };
});
