import { CreateUserCommand, DeleteUserCommand, IAMClient, ListAttachedUserPoliciesCommand } from '@aws-sdk/client-iam';
import type { EmulateAccount } from '../emulated-account.ts';

/** A user without any policy. */
export const emulateAccount: EmulateAccount = async (uniqueName) => {
  const iam = new IAMClient({});
  const UserName = uniqueName('user');
  await iam.send(new CreateUserCommand({ UserName }));
  return {
    resources: { userName: UserName },
    settings: {},
    look: async () =>
      (await iam.send(new ListAttachedUserPoliciesCommand({ UserName }))).AttachedPolicies?.map(
        ({ PolicyName }) => PolicyName,
      ),
    remove: async () => {
      await iam.send(new DeleteUserCommand({ UserName }));
    },
  };
};
