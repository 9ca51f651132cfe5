import { CancelKeyDeletionCommand, DescribeKeyCommand, KMSClient, ListResourceTagsCommand } from '@aws-sdk/client-kms';
import { clientSettings, errorName, portCall } from '@bellwether/aws-adapters/calls';
import { PortError } from '@bellwether/ports';
import type { Tags } from '../../playbook.ts';
import type { KeyDeletions } from './port.ts';

type Client = Pick<KMSClient, 'send'>;

const pending: ReadonlySet<string> = new Set(['PendingDeletion', 'PendingReplicaDeletion']);

const tagsOf = async (client: Client, KeyId: string): Promise<Tags> => {
  const found: Record<string, string> = {};
  let Marker: string | undefined;
  do {
    const answer = await client.send(new ListResourceTagsCommand({ KeyId, Marker }));
    for (const { TagKey = '', TagValue = '' } of answer.Tags ?? []) found[TagKey] = TagValue;
    Marker = answer.Truncated === true ? answer.NextMarker : undefined;
  } while (Marker);
  return found;
};

/** Deletions of keys over KMS. */
export const openPort = (client: Client = new KMSClient(clientSettings(10_000))): KeyDeletions => ({
  look: (KeyId) =>
    portCall('keyDeletions', 'look', async () => {
      try {
        const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
        // An answer that does not say is doubt, and what acts on doubt must stop.
        if (KeyMetadata?.KeyState === undefined)
          throw new PortError('keyDeletions', 'look', true, { cause: new TypeError('The answer has no state.') });
        const isPending = pending.has(KeyMetadata.KeyState);
        const tags = isPending ? await tagsOf(client, KeyId) : {};
        return { isPending, account: KeyMetadata.AWSAccountId ?? '', tags };
      } catch (error) {
        if (errorName(error) === 'NotFoundException') return undefined;
        throw error;
      }
    }),
  cancel: (KeyId) =>
    portCall('keyDeletions', 'cancel', async () => {
      await client.send(new CancelKeyDeletionCommand({ KeyId }));
    }),
});
