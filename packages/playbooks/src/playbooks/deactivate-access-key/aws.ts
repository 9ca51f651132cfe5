import { IAMClient, ListAccessKeysCommand, ListUserTagsCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import { clientSettings, errorName, portCall } from '@bellwether/aws-adapters/calls';
import type { AccessKeys } from './port.ts';

/** Access keys of the account's users over IAM. */
export const openPort = (client: Pick<IAMClient, 'send'> = new IAMClient(clientSettings(10_000))): AccessKeys => ({
  look: (UserName, accessKeyId) =>
    portCall('accessKeys', 'look', async () => {
      try {
        // A user has two keys at most, and one answer has room for a hundred.
        const { AccessKeyMetadata = [] } = await client.send(new ListAccessKeysCommand({ UserName }));
        const key = AccessKeyMetadata.find((candidate) => candidate.AccessKeyId === accessKeyId);
        if (key === undefined) return undefined;
        const { Tags = [] } = await client.send(new ListUserTagsCommand({ UserName }));
        return {
          // What is neither of the two known states may still work.
          isActive: key.Status !== 'Inactive',
          tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
        };
      } catch (error) {
        if (errorName(error) === 'NoSuchEntityException') return undefined;
        throw error;
      }
    }),
  deactivate: (userName, accessKeyId) =>
    portCall('accessKeys', 'deactivate', async () => {
      await client.send(
        new UpdateAccessKeyCommand({ UserName: userName, AccessKeyId: accessKeyId, Status: 'Inactive' }),
      );
    }),
});
