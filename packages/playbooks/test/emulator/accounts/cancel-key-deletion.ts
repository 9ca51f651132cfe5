import { CreateKeyCommand, DescribeKeyCommand, KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import type { EmulateAccount } from '../emulated-account.ts';

/** A key whose deletion is pending. KMS takes a week to delete one, so what is gone is a key that never was. */
export const emulateAccount: EmulateAccount = async () => {
  const kms = new KMSClient({});
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const KeyId = KeyMetadata?.KeyId ?? '';
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  return {
    account: KeyMetadata?.AWSAccountId ?? '',
    resources: { keyId: KeyId },
    gone: { keyId: '00000000-0000-4000-8000-000000000000' },
    settings: {},
    look: async () => (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState,
  };
};
