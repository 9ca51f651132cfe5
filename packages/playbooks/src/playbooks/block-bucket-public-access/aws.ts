import {
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { clientSettings, errorName, portCall } from '@bellwether/aws-adapters/calls';
import { type BucketGuards, guards } from './port.ts';

const settings = () => ({ ...clientSettings(10_000), followRegionRedirects: true });

type Client = Pick<S3Client, 'send'>;

/** What a call answers; `absence` where S3 says that what is asked for was never set. */
const orAbsent = async <Answer>(answer: Promise<Answer>, code: string, absence: Answer): Promise<Answer> =>
  answer.catch((error: unknown) => {
    if (errorName(error) === code) return absence;
    throw error;
  });

/** Guards of buckets over S3. */
export const openPort = (client: Client = new S3Client(settings())): BucketGuards => ({
  look: (Bucket, ExpectedBucketOwner) =>
    portCall('bucketGuards', 'look', async () => {
      const asked = { Bucket, ExpectedBucketOwner };
      try {
        const { PublicAccessBlockConfiguration: found = {} } = await orAbsent(
          client.send(new GetPublicAccessBlockCommand(asked)),
          'NoSuchPublicAccessBlockConfiguration',
          { $metadata: {} },
        );
        const { TagSet = [] } = await orAbsent(client.send(new GetBucketTaggingCommand(asked)), 'NoSuchTagSet', {
          TagSet: [],
          $metadata: {},
        });
        return {
          on: guards.filter((guard) => found[guard] === true),
          tags: Object.fromEntries(TagSet.map(({ Key = '', Value = '' }) => [Key, Value])),
        };
      } catch (error) {
        if (errorName(error) === 'NoSuchBucket') return undefined;
        throw error;
      }
    }),
  blockAll: (Bucket, ExpectedBucketOwner) =>
    portCall('bucketGuards', 'blockAll', async () => {
      const PublicAccessBlockConfiguration = Object.fromEntries(guards.map((guard) => [guard, true]));
      await client.send(
        new PutPublicAccessBlockCommand({ Bucket, ExpectedBucketOwner, PublicAccessBlockConfiguration }),
      );
    }),
});
