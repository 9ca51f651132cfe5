import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionConcurrencyCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { allowingTag } from '../../../src/tags.ts';
import type { EmulateAccount } from '../emulated-account.ts';

/** An archive without files. */
const emptyZip = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

/** A function that shares the account's concurrency and may be throttled. */
export const emulateAccount: EmulateAccount = async (uniqueName) => {
  const lambda = new LambdaClient({});
  const FunctionName = uniqueName('fn');
  const { Role } = await new IAMClient({}).send(
    new CreateRoleCommand({ RoleName: uniqueName('role'), AssumeRolePolicyDocument: '{"Statement":[]}' }),
  );
  const { FunctionArn } = await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: Role?.Arn ?? '',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: emptyZip },
      Tags: { [allowingTag.key]: allowingTag.value },
    }),
  );
  return {
    account: FunctionArn?.split(':')[4] ?? '',
    resources: { functionName: FunctionName },
    settings: {},
    look: async () =>
      (await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }))).ReservedConcurrentExecutions ?? 'none',
    remove: async () => {
      await lambda.send(new DeleteFunctionCommand({ FunctionName }));
    },
  };
};
