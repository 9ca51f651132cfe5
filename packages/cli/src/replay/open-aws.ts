import type { FunctionInvoker, StreamWriter } from '@bellwether/ports';
import type { ReplaySource } from './open-source.ts';

// The AWS SDK is loaded when something on AWS is named, and not before.

export const openBucket = async (bucket: string): Promise<ReplaySource> => {
  const { s3Lake, s3QuarantineReader } = await import('@bellwether/aws-adapters');
  return { lake: s3Lake(bucket), quarantine: s3QuarantineReader(bucket) };
};

export const openStream = async (name: string): Promise<StreamWriter> =>
  (await import('@bellwether/aws-adapters')).kinesisWriter(name);

export const openFunction = async (name: string): Promise<FunctionInvoker> =>
  (await import('@bellwether/aws-adapters')).lambdaInvoker(name);
