import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  IAMClient,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import type { EmulateAccount } from '../emulated-account.ts';

/** A user with two active keys. */
export const emulateAccount: EmulateAccount = async (uniqueName) => {
  const iam = new IAMClient({});
  const UserName = uniqueName('user');
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new CreateAccessKeyCommand({ UserName }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const accessKeyId = AccessKey?.AccessKeyId ?? '';
  return {
    resources: { userName: UserName, accessKeyId },
    settings: {},
    look: async () =>
      (await iam.send(new ListAccessKeysCommand({ UserName }))).AccessKeyMetadata?.map(({ Status }) => Status),
    remove: async () => {
      await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: accessKeyId }));
    },
  };
};
