import type {
  FunctionInvoker,
  NoticeQueue,
  ObjectListing,
  ObjectSource,
  StreamWriter,
  TopicSender,
  UndeliveredReader,
} from '@bellwether/ports';
import type { ReplaySource } from './replay-source.ts';

// The AWS SDK is loaded when something on AWS is named, and not before.

export const openBucket = async (bucket: string): Promise<ReplaySource> => {
  const { s3Lake, s3QuarantineReader } = await import('@bellwether/aws-adapters');
  return { lake: s3Lake(bucket, undefined), quarantine: s3QuarantineReader(bucket) };
};

export const openStream = async (name: string): Promise<StreamWriter> =>
  (await import('@bellwether/aws-adapters')).kinesisWriter(name);

export const openQueue = async (url: string): Promise<NoticeQueue> =>
  (await import('@bellwether/aws-adapters')).sqsNotices(url);

export const openListing = async (bucket: string): Promise<ObjectListing> =>
  (await import('@bellwether/aws-adapters')).s3ObjectListing(bucket);

/** Objects of any bucket; nothing of AWS is loaded before the first is opened. */
export const lateObjects: ObjectSource = {
  open: async (bucket, key, version) =>
    (await import('@bellwether/aws-adapters')).s3Objects().open(bucket, key, version),
};

export const openFunction = async (name: string): Promise<FunctionInvoker> =>
  (await import('@bellwether/aws-adapters')).lambdaInvoker(name);

export const openUndelivered = async (queueUrl: string): Promise<UndeliveredReader> =>
  (await import('@bellwether/aws-adapters')).sqsUndeliveredReader(queueUrl);

export const openTopics = async (): Promise<TopicSender> => (await import('@bellwether/aws-adapters')).snsTopics();
