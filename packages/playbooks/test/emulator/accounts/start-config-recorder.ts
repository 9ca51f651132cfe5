import {
  ConfigServiceClient,
  DeleteConfigurationRecorderCommand,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
} from '@aws-sdk/client-config-service';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { EmulateAccount } from '../emulated-account.ts';

/** The account's one recorder, made anew and stopped. */
export const emulateAccount: EmulateAccount = async (uniqueName) => {
  const config = new ConfigServiceClient({});
  const { ConfigurationRecorders = [] } = await config.send(new DescribeConfigurationRecordersCommand({}));
  for (const { name } of ConfigurationRecorders)
    await config.send(new DeleteConfigurationRecorderCommand({ ConfigurationRecorderName: name }));
  const bucket = uniqueName('config');
  await new S3Client({ forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: bucket }));
  const name = 'default';
  await config.send(
    new PutConfigurationRecorderCommand({
      ConfigurationRecorder: {
        name,
        roleARN: 'arn:aws:iam::123456789012:role/config',
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: false },
      },
    }),
  );
  await config.send(new PutDeliveryChannelCommand({ DeliveryChannel: { name, s3BucketName: bucket } }));
  return {
    resources: { recorderName: name },
    settings: {},
    look: async () =>
      (await config.send(new DescribeConfigurationRecorderStatusCommand({}))).ConfigurationRecordersStatus?.map(
        (status) => status.recording,
      ),
    remove: async () => {
      await config.send(new DeleteConfigurationRecorderCommand({ ConfigurationRecorderName: name }));
    },
  };
};
